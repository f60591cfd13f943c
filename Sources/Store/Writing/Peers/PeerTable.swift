import Events

/// What other nodes report, who they are, what the user decided about them, and what we put into the network. On a
/// connection of its own, beside the node's writer. Belongs to one thread at a time.
public final class PeerTable {
    /// Rows written between two looks at their number.
    private static let trimInterval = 5_000
    private static let lastConnectedSetting = "sharing_last_connected"
    static let decisionsSetting = "peer_decisions"

    let connection: SQLiteConnection
    let limits: PeerLimits
    private let settings: SettingTable
    private let reports: ReportedRows
    private let authorRows: AuthorRows
    private var reportsSinceTrim = trimInterval
    private var authorsSinceTrim = trimInterval

    /// - Parameter path: of a node's database.
    public init(path: String, limits: PeerLimits = PeerLimits()) throws(StoreError) {
        // It checks that the database is one of ours and ready.
        _ = try EventReader(path: path)
        connection = try SQLiteConnection(path: path)
        guard !connection.isReadOnly else { throw .readOnly(path: path) }
        // What a power cut takes back is heard again.
        try connection.execute("PRAGMA synchronous = NORMAL")
        self.limits = limits
        settings = SettingTable(connection)
        reports = try ReportedRows(connection, limits)
        authorRows = try AuthorRows(connection, limits)
    }

    /// All or none of them.
    public func add(_ more: [PeerReport]) throws(StoreError) {
        guard !more.isEmpty else { return }
        try connection.transaction { () throws(StoreError) in
            for report in more { try reports.add(report) }
            reportsSinceTrim += more.count
            guard reportsSinceTrim >= Self.trimInterval else { return }
            reportsSinceTrim = 0
            try reports.trim()
        }
    }

    /// Keeps what is known of authors; counts are added to those kept. What is noted before reports of the same authors
    /// decides how long the reports are kept.
    /// - Parameter now: by which keys are old enough or not.
    public func note(_ authors: [StoredAuthor], at now: Timestamp) throws(StoreError) {
        guard !authors.isEmpty else { return }
        try connection.transaction { () throws(StoreError) in
            for author in authors { try authorRows.note(author) }
            authorsSinceTrim += authors.count
            guard authorsSinceTrim >= Self.trimInterval else { return }
            authorsSinceTrim = 0
            try authorRows.trim(at: now)
        }
    }

    /// The authors that were heard of, the latest first.
    public func authors() throws(StoreError) -> [StoredAuthor] {
        let statement = try connection.prepare(
            """
            SELECT \(StoredAuthor.columns) FROM author WHERE first_seen IS NOT NULL
            ORDER BY last_seen DESC LIMIT \(2 * limits.authors)
            """)
        var authors: [StoredAuthor] = []
        while try statement.step() { if let author = StoredAuthor(statement) { authors.append(author) } }
        return authors
    }

    /// When the node had company in the network last.
    public func lastConnected() throws(StoreError) -> Timestamp? {
        try settings.integer(Self.lastConnectedSetting).map { Timestamp(nanoseconds: $0) }
    }

    public func setLastConnected(_ time: Timestamp) throws(StoreError) {
        try settings.set(Self.lastConnectedSetting, time.nanoseconds)
    }
}
