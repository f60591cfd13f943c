import Events

/// What an address did, by its last events.
public struct AddressProfile: Sendable {
    public struct Value: Hashable, Sendable {
        /// An attacker's text.
        public let text: String
        /// Attempts that named it.
        public let attempts: Int
    }

    public struct Form: Hashable, Sendable {
        public let form: StoredForm
        /// Attempts at it that this address made.
        public let attempts: Int
    }

    /// Those with the most attempts first; so are those below.
    public let forms: [Form]
    public let userAgents: [Value]
    public let methods: [Value]
    /// Events that hold credentials.
    public let credentials: Int
    /// Nodes that saw it.
    public let nodes: [UUIDBytes]
}

extension EventReader {
    /// - Parameters:
    ///   - address: as `IPAddress` writes it.
    ///   - depth: how many of its events to look at, the newest.
    public func profile(
        of address: String, forms formLimit: Int = 200, values limit: Int = 50, depth: Int = 20_000
    ) throws(StoreError) -> AddressProfile {
        let events = """
            (SELECT id, number, agent, method, node, attempts FROM event
                WHERE source = (SELECT id FROM address WHERE value = ?1) ORDER BY id DESC LIMIT ?2)
            """
        func query(_ sql: String, _ limit: Int) throws(StoreError) -> SQLiteStatement {
            let statement = try connection.prepare(sql)
            statement.bind(1, text: address)
            statement.bind(2, depth)
            statement.bind(3, limit)
            return statement
        }
        func values(_ table: String) throws(StoreError) -> [AddressProfile.Value] {
            let statement = try query(
                """
                SELECT value, sum(tried.attempts) AS times FROM \(events) AS tried JOIN \(table) ON \(table).id = \(table)
                GROUP BY \(table).id ORDER BY times DESC, \(table).id LIMIT ?3
                """, limit)
            var values: [AddressProfile.Value] = []
            while try statement.step() {
                values.append(.init(text: statement.text(0) ?? "", attempts: Int(statement.integer(1))))
            }
            return values
        }
        let statement = try query(
            """
            SELECT \(StoredForm.columns), times FROM (
                SELECT number AS dialled, sum(attempts) AS times FROM \(events) WHERE number > 0 GROUP BY number
                ORDER BY times DESC, number LIMIT ?3)
            JOIN number ON number.id = dialled ORDER BY times DESC, id
            """, formLimit)
        var forms: [AddressProfile.Form] = []
        while try statement.step() {
            forms.append(
                .init(form: StoredForm(statement), attempts: Int(statement.integer(statement.columnCount - 1))))
        }
        let nodes = try query("SELECT value FROM node WHERE id IN (SELECT node FROM \(events)) LIMIT ?3", limit)
        var ids: [UUIDBytes] = []
        while try nodes.step() {
            if let id = nodes.blob(0).flatMap({ UUIDBytes(bytes: $0) }) { ids.append(id) }
        }
        let credentials = try query(
            "SELECT count(*) FROM credential WHERE event IN (SELECT id FROM \(events) LIMIT ?3)", depth)
        return AddressProfile(
            forms: forms, userAgents: try values("agent"), methods: try values("method"),
            credentials: try credentials.step() ? Int(credentials.integer(0)) : 0, nodes: ids)
    }
}
