import Events
import Testing

@testable import Store

@Suite struct RetentionTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let connection: SQLiteConnection
    private static let now = Timestamp(nanoseconds: 1_700_000_000_000_000_000)

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("x.db")
        _ = try EventStore(path: path)
        connection = try SQLiteConnection(path: path)
    }

    /// Events from `first` on, one a second up to now, each from an address and to a number of its own.
    private func fill(_ count: Int, from first: Int = 1, bytes: Int = 10) throws {
        let time = "\(Self.now.nanoseconds) - (\(first + count - 1) - id) * 1000000000"
        let ids = """
            WITH RECURSIVE n (id) AS (SELECT \(first) UNION ALL SELECT id + 1 FROM n WHERE id < \(first + count - 1))
            """
        let values = Schema.Totals.allCases.map { table in
            """
            INSERT INTO \(table) (id, value, first_seen, last_seen, last_event, attempts) \(ids)
                SELECT id, 'v' || id, \(time), \(time), id, 1 FROM n;
            """
        }
        try connection.execute(
            """
            BEGIN; \(values.joined())
            INSERT INTO event (id, time, node, source, destination, number, agent, method, message) \(ids)
                SELECT id, \(time), id, id, id, id, id, id, zeroblob(\(bytes)) FROM n;
            COMMIT
            """)
    }

    private func enforce(age: Duration? = nil, size: Int64? = nil) throws -> Bool {
        try Retention(.init(maximumAge: age, maximumSize: size), connection).enforce(at: Self.now)
    }

    private func span(_ table: String) throws -> String {
        try Shell(path).row("SELECT count(*), min(id), max(id) FROM \(table)")
    }

    @Test func withoutLimitsEverythingIsKept() throws {
        try fill(100)
        #expect(try !enforce())
        #expect(try span("event") == "100|1|100")
    }

    @Test func whatIsTooOldGoes() throws {
        try fill(100)
        #expect(try !enforce(age: .seconds(99)))
        #expect(try enforce(age: .seconds(9)))
        #expect(try span("event") == "10|91|100")
        #expect(try !enforce(age: .seconds(9)))
    }

    @Test func valuesThatNoEventNamesAnyMoreAreForgotten() throws {
        try fill(100)
        // Seen again of late.
        try connection.execute(
            "UPDATE number SET last_seen = \(Self.now.nanoseconds), last_event = 100, attempts = 2 WHERE id = 5")
        #expect(try enforce(age: .seconds(9)))
        for table in Schema.Totals.allCases where table != .node && table != .number {
            #expect(try span("\(table)") == "10|91|100")
        }
        #expect(try span("number") == "11|5|100")
        #expect(try Shell(path).row("SELECT attempts FROM number WHERE id = 5") == "2")
        // Who the nodes are is never forgotten.
        #expect(try span("node") == "100|1|100")
    }

    @Test func anEventWhoseClockWasWrongTakesNoOthersWithIt() throws {
        try fill(100)
        // As on a machine that starts in 1970 before it learns the time.
        try connection.execute("UPDATE event SET time = 5 WHERE id = 95")
        #expect(try enforce(age: .seconds(9)))
        #expect(try span("event") == "9|91|100")
    }

    @Test func valuesOfKeptEventsStayWhateverTheirTime() throws {
        try fill(100)
        // Seen last, by the clock of then, before the oldest of the kept events.
        for table in ["address", "number"] {
            try connection.execute("UPDATE \(table) SET last_seen = 5 WHERE id = 95")
        }
        #expect(try enforce(age: .seconds(9)))
        #expect(try Shell(path).row("SELECT source_ip, called_number FROM honey WHERE honey_id = 95") == "v95|v95")
    }

    @Test func aBoundedPieceAtATime() throws {
        try fill(45_000, bytes: 1)
        #expect(try enforce(age: .zero))
        #expect(try span("event") == "25000|20001|45000")
        #expect(try span("address") == "25000|20001|45000")
        #expect(try enforce(age: .zero))
        #expect(try span("event") == "5000|40001|45000")
        #expect(try enforce(age: .zero))
        // The one of this very moment is not too old.
        #expect(try span("event") == "1|45000|45000")
        #expect(try !enforce(age: .zero))
    }

    @Test func beyondTheSizeTheOldestGo() throws {
        try fill(30_000, bytes: 200)
        let used = try #require(try connection.integer("PRAGMA page_count")) * 16_384
        #expect(try !enforce(size: used))
        #expect(try enforce(size: used - 1))
        #expect(try span("event") == "10000|20001|30000")
        // The file keeps its pages, and new events take them.
        #expect(try #require(try connection.integer("PRAGMA page_count")) * 16_384 == used)
        #expect(try !enforce(size: used - 1))
        try fill(10_000, from: 30_001, bytes: 200)
        #expect(try #require(try connection.integer("PRAGMA page_count")) * 16_384 == used)
    }

    @Test func aSizeThatNothingFitsInIsNoEndlessLoop() throws {
        try fill(50)
        #expect(try enforce(size: 1))
        #expect(try span("event") == "0|NULL|NULL")
        #expect(try !enforce(size: 1))
    }

    @Test func theSmallerOfBothLimitsCounts() throws {
        try fill(100)
        #expect(try enforce(age: .seconds(49), size: 1 << 30))
        #expect(try span("event") == "50|51|100")
    }

    @Test func theOriginalsRowsGoByTheirTimes() throws {
        let path = directory.file("original.db")
        let rows = """
            INSERT INTO honey (honey_id, event_timestamp, source_ip) VALUES
                (1, '2022-01-01 00:00:00.000000000', 'a'), (2, 'no time', 'b'), (3, '2022-01-02 00:00:00.000000000', 'c'),
                (4, 'no time', 'd'), (5, '2023-11-14 22:13:20.000000000', 'e'), (6, 'no time', 'f');
            """
        try OriginalDatabase.make(path, rows: rows)
        _ = try EventStore(path: path)
        let retention = Retention(.init(maximumAge: .seconds(60)), try SQLiteConnection(path: path))
        #expect(try retention.enforce(at: Self.now))
        // What has no time that can be read is not too old.
        #expect(
            try Shell(path).rows("SELECT honey_id, source_ip FROM honey")
                == [["2", "b"], ["4", "d"], ["5", "e"], ["6", "f"]])
        #expect(try !retention.enforce(at: Self.now))
    }
}
