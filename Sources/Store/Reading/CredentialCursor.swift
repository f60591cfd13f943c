import Events

/// Walks all credentials in the order of their events, in constant memory. Between two pieces nothing of the
/// database is held, so that the node's log can be written back however slowly somebody reads.
public struct CredentialCursor {
    private static let piece = 1_000

    private let statement: SQLiteStatement
    private var last = Int64.min
    private var waiting: ArraySlice<StoredCredential> = []

    init(_ connection: SQLiteConnection) throws(StoreError) {
        statement = try connection.prepare(
            """
            SELECT \(StoredCredential.columns) FROM credential \(StoredCredential.joins)
            WHERE credential.event > ?1 ORDER BY credential.event LIMIT \(Self.piece)
            """)
    }

    /// The next credentials, or nil behind the last.
    public mutating func next() throws(StoreError) -> StoredCredential? {
        if waiting.isEmpty { try readPiece() }
        return waiting.popFirst()
    }

    private mutating func readPiece() throws(StoreError) {
        statement.bind(1, last)
        defer { statement.reset() }
        var found: [StoredCredential] = []
        while try statement.step() { found.append(StoredCredential(statement)) }
        last = found.last?.event.rawValue ?? last
        waiting = found[...]
    }
}

extension EventReader {
    /// Credentials, the newest first.
    /// - Parameter last: to see only those of older events; nil for the newest.
    public func credentials(before last: EventID? = nil, limit: Int) throws(StoreError) -> [StoredCredential] {
        let statement = try connection.prepare(
            """
            SELECT \(StoredCredential.columns) FROM credential \(StoredCredential.joins)
            WHERE credential.event < ?1 ORDER BY credential.event DESC LIMIT ?2
            """)
        statement.bind(1, last?.rawValue ?? .max)
        statement.bind(2, max(0, limit))
        var credentials: [StoredCredential] = []
        while try statement.step() { credentials.append(StoredCredential(statement)) }
        return credentials
    }

    /// All credentials, the oldest first.
    public func credentials() throws(StoreError) -> CredentialCursor {
        try CredentialCursor(connection)
    }
}
