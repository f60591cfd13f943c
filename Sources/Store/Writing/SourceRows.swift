/// The table of sources beyond those that fit in the row of a number or a target.
struct SourceRows {
    private let connection: SQLiteConnection
    private let insert: SQLiteStatement
    private let select: SQLiteStatement
    private let delete: SQLiteStatement

    /// - Parameter owner: whose sources they are, `number` or `target`.
    init(of owner: String, in connection: SQLiteConnection) throws(StoreError) {
        self.connection = connection
        insert = try connection.prepare("INSERT OR IGNORE INTO \(owner)_source (\(owner), source) VALUES (?, ?)")
        select = try connection.prepare("SELECT source FROM \(owner)_source WHERE \(owner) = ? LIMIT ?")
        delete = try connection.prepare("DELETE FROM \(owner)_source WHERE \(owner) = ?")
    }

    /// Adds sources to a set, and to the table those that it has no room for.
    /// - Parameter owner: the row that the set belongs to.
    /// - Returns: those that are new.
    func add(_ sources: some Sequence<Int64>, to set: inout SourceSet, of owner: Int64) throws(StoreError) -> [Int64] {
        var new: [Int64] = []
        for source in sources {
            switch set.add(source) {
            case .known: continue
            case .added: break
            case .full:
                insert.bind(1, owner)
                insert.bind(2, source)
                try insert.run()
                guard connection.changes > 0 else { continue }
                set.addBeyond()
            }
            new.append(source)
        }
        return new
    }

    /// Sources in the table, `limit` at most.
    func sources(of owner: Int64, limit: Int) throws(StoreError) -> [Int64] {
        select.bind(1, owner)
        select.bind(2, limit)
        defer { select.reset() }
        var sources: [Int64] = []
        while try select.step() { sources.append(select.integer(0)) }
        return sources
    }

    func removeAll(of owner: Int64) throws(StoreError) {
        delete.bind(1, owner)
        try delete.run()
    }
}
