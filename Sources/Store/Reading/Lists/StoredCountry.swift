import Events
import Telephony

/// A country whose numbers were called, with what the attempts come to.
public struct StoredCountry: Hashable, Sendable {
    public let country: Country
    /// Distinct numbers.
    public let targets: Int
    public let attempts: Int
    public let lastSeen: Timestamp
}

extension EventReader {
    /// Countries that were called. They are few enough to be listed whole, in the order of their letters.
    /// - Parameter country: only this one; nil for all.
    public func countries(only country: Country? = nil) throws(StoreError) -> [StoredCountry] {
        let statement = try connection.prepare(
            """
            SELECT country, count(*), sum(attempts), max(last_seen) FROM target
            WHERE attempts > 0 AND country IS NOT NULL AND (?1 IS NULL OR country = ?1) GROUP BY country
            """)
        statement.bind(1, text: country?.description)
        var countries: [StoredCountry] = []
        while try statement.step() {
            guard let country = statement.text(0).flatMap({ Country($0) }) else { continue }
            countries.append(
                StoredCountry(
                    country: country, targets: Int(statement.integer(1)), attempts: Int(statement.integer(2)),
                    lastSeen: Timestamp(nanoseconds: statement.integer(3))))
        }
        return countries
    }
}
