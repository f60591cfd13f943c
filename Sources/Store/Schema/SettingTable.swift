import Events

/// Values that the node keeps for itself: who it is, how far a long task has come.
struct SettingTable {
    private let connection: SQLiteConnection

    init(_ connection: SQLiteConnection) {
        self.connection = connection
    }

    func integer(_ name: String) throws(StoreError) -> Int64? {
        guard let row = try row(name) else { return nil }
        return row.integer(0)
    }

    func nodeID() throws(StoreError) -> UUIDBytes? {
        try blob("node_id").flatMap { UUIDBytes(bytes: $0) }
    }

    func blob(_ name: String) throws(StoreError) -> [UInt8]? {
        guard let row = try row(name) else { return nil }
        return row.blob(0)
    }

    private func row(_ name: String) throws(StoreError) -> SQLiteStatement? {
        let statement = try connection.prepare("SELECT value FROM setting WHERE name = ?")
        statement.bind(1, text: name)
        return try statement.step() ? statement : nil
    }

    func set(_ name: String, _ value: Int64) throws(StoreError) {
        let statement = try replacement(of: name)
        statement.bind(2, value)
        try statement.run()
    }

    func set(_ name: String, _ value: [UInt8]) throws(StoreError) {
        let statement = try replacement(of: name)
        statement.bind(2, blob: value)
        try statement.run()
    }

    private func replacement(of name: String) throws(StoreError) -> SQLiteStatement {
        let statement = try connection.prepare("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)")
        statement.bind(1, text: name)
        return statement
    }

    func remove(_ name: String) throws(StoreError) {
        let statement = try connection.prepare("DELETE FROM setting WHERE name = ?")
        statement.bind(1, text: name)
        try statement.run()
    }
}
