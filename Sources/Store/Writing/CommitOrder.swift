import Events

/// Notes which events are committed behind others with higher ids: ids are given out where packets are read, on several
/// threads. Who follows the store by ids looks there for what it has passed already.
struct CommitOrder {
    /// Events that are remembered.
    private static let capacity = 200_000

    private let connection: SQLiteConnection
    private let insert: SQLiteStatement
    private var highest: Int64

    init(_ connection: SQLiteConnection) throws(StoreError) {
        self.connection = connection
        insert = try connection.prepare("INSERT INTO late (event) VALUES (?)")
        highest = try connection.integer("SELECT max(id) FROM event") ?? 0
    }

    /// Belongs into the transaction that inserts the events. When that is rolled back, all of them count as late the
    /// next time, which costs those who follow a look and loses nothing.
    mutating func note(_ events: [ProbeEvent]) throws(StoreError) {
        var end = highest
        for event in events {
            let id = event.id.rawValue
            end = max(end, id)
            guard id < highest else { continue }
            insert.bind(1, id)
            try insert.run()
        }
        highest = end
    }

    /// Forgets the oldest beyond capacity.
    func trim() throws(StoreError) {
        try connection.execute(
            "DELETE FROM late WHERE id <= (SELECT seq FROM sqlite_sequence WHERE name = 'late') - \(Self.capacity)")
    }
}
