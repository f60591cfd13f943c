import Events
import SIP

/// Attempts at one time, by one transport and method.
public struct StoredRate: Hashable, Sendable {
    /// Where its bucket begins.
    public let start: Timestamp
    /// nil when the original's database named none that is known.
    public let transport: SIPTransport?
    /// nil for responses and for what is not SIP.
    public let method: SIPMethod?
    public let attempts: Int
}

extension EventReader {
    /// Attempts over time, bucket by bucket, the oldest first; those with none are left out.
    /// - Parameters:
    ///   - until: not itself.
    ///   - bucket: minutes. What is older than two days is known by the hour.
    public func rates(since: Timestamp, until: Timestamp, bucket: Int64) throws(StoreError) -> [StoredRate] {
        let statement = try connection.prepare(
            """
            SELECT minute / ?3 * ?3 AS start, NULL, method, sum(attempts) FROM rate
            WHERE minute >= ?1 AND minute < ?2 GROUP BY start, method ORDER BY start, method
            """)
        statement.bind(1, since.nanoseconds / Schema.minute)
        statement.bind(2, (until.nanoseconds - 1) / Schema.minute + 1)
        statement.bind(3, max(1, bucket))
        return try Self.rates(statement)
    }

    /// Attempts of all time by transport.
    public func attemptsByTransport() throws(StoreError) -> [StoredRate] {
        try Self.rates(
            try connection.prepare(
                "SELECT 0, transport, NULL, sum(attempts) FROM rate GROUP BY transport ORDER BY transport DESC"))
    }

    private static func rates(_ statement: SQLiteStatement) throws(StoreError) -> [StoredRate] {
        var rates: [StoredRate] = []
        while try statement.step() {
            rates.append(
                StoredRate(
                    start: Timestamp(nanoseconds: statement.integer(0) * Schema.minute),
                    transport: statement.isNull(1)
                        ? nil : SIPTransport(rawValue: UInt8(truncatingIfNeeded: statement.integer(1))),
                    method: statement.isNull(2)
                        ? nil : SIPMethod(rawValue: UInt8(truncatingIfNeeded: statement.integer(2))),
                    attempts: Int(statement.integer(3))))
        }
        return rates
    }
}
