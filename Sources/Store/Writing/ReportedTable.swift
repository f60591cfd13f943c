/// What other nodes report, by address and by number. On a connection of its own, beside the node's writer.
public final class ReportedTable {
    /// Rows at most; those heard of longest ago give way.
    public static let rowLimit = 500_000
    /// Rows written between two looks at their number.
    private static let trimInterval = 5_000

    private enum Kind: Int64 {
        case address = 0
        case number = 1
    }

    private let connection: SQLiteConnection
    private let rowLimit: Int
    private let upsert: SQLiteStatement
    private var sinceTrim = trimInterval

    /// - Parameter path: of a node's database.
    public init(path: String, rowLimit: Int = rowLimit) throws(StoreError) {
        // It checks that the database is one of ours and ready.
        _ = try EventReader(path: path)
        connection = try SQLiteConnection(path: path)
        guard !connection.isReadOnly else { throw .readOnly(path: path) }
        self.rowLimit = rowLimit
        upsert = try connection.prepare(
            """
            INSERT INTO reported (kind, value, author, legacy, first_seen, last_seen, reports)
            VALUES (?1, ?2, ?3, ?4, ?5, ?5, 1)
            ON CONFLICT DO UPDATE SET last_seen = max(last_seen, excluded.last_seen), reports = reports + 1
            """)
    }

    /// All or none of them.
    public func add(_ reports: [PeerReport]) throws(StoreError) {
        guard !reports.isEmpty else { return }
        try connection.transaction { () throws(StoreError) in
            for report in reports {
                try add(.address, report.source.description, report)
                if let number = report.calledNumber { try add(.number, number, report) }
            }
            sinceTrim += reports.count
            if sinceTrim >= Self.trimInterval { try trim() }
        }
    }

    private func add(_ kind: Kind, _ value: String, _ report: PeerReport) throws(StoreError) {
        defer { upsert.reset() }
        upsert.bind(1, kind.rawValue)
        upsert.bind(2, text: value)
        upsert.bind(3, blob: report.author)
        upsert.bind(4, report.isLegacy ? 1 : 0)
        upsert.bind(5, report.time.nanoseconds)
        try upsert.run()
    }

    private func trim() throws(StoreError) {
        sinceTrim = 0
        let surplus = (try connection.integer("SELECT count(*) FROM reported") ?? 0) - Int64(rowLimit)
        guard surplus > 0 else { return }
        try connection.execute(
            """
            DELETE FROM reported WHERE (kind, value, author) IN
                (SELECT kind, value, author FROM reported ORDER BY last_seen LIMIT \(surplus))
            """)
    }
}
