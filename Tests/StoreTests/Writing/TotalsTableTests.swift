import Events
import NIOCore
import Testing

@testable import Store

@Suite struct TotalsTableTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let connection: SQLiteConnection
    private var table: TotalsTable<ByteBuffer, ValueRows>

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("x.db")
        _ = try EventStore(path: path)
        connection = try SQLiteConnection(path: path)
        table = try TotalsTable(.number, in: connection, size: \.readableBytes) { SQLiteValue(String(buffer: $0)) }
    }

    private mutating func count(
        _ value: String, event: Int64 = 1, at nanoseconds: Int64 = 100, attempts: Int = 1
    ) throws -> Int64 {
        let key = ByteBuffer(string: value)
        return try table.id(
            of: key, copy: key, in: EventID(rawValue: event), at: Timestamp(nanoseconds: nanoseconds),
            attempts: attempts)
    }

    @Test mutating func aValueHasOneRow() throws {
        let first = try count("1")
        #expect(try count("2") != first)
        #expect(try count("1") == first)
        table.forget()
        #expect(try count("1") == first)
        #expect(try Shell(path).row("SELECT count(*) FROM number") == "2")
    }

    @Test mutating func totalsAreThereAfterAFlush() throws {
        _ = try count("1", event: 5, at: 300, attempts: 2)
        _ = try count("1", event: 4, at: 500, attempts: 3)
        _ = try count("1", event: 7, at: 400, attempts: 0)
        try table.flush()
        let totals = "SELECT attempts, first_seen, last_seen, last_event FROM number WHERE value = '1'"
        #expect(try Shell(path).row(totals) == "5|300|500|7")
        // Nothing is counted twice.
        try table.flush()
        _ = try count("1", event: 6, at: 350)
        try table.flush()
        #expect(try Shell(path).row(totals) == "6|300|500|7")
    }

    @Test mutating func earlierRowsAreAddedTo() throws {
        _ = try count("1", event: 9, at: 900)
        try table.flush()
        var later = try TotalsTable<ByteBuffer, ValueRows>(.number, in: connection) { SQLiteValue(String(buffer: $0)) }
        let key = ByteBuffer(string: "1")
        _ = try later.id(of: key, copy: key, in: EventID(rawValue: 2), at: Timestamp(nanoseconds: 200), attempts: 4)
        try later.flush()
        #expect(
            try Shell(path).row("SELECT attempts, first_seen, last_seen, last_event FROM number") == "5|900|900|9")
    }

    @Test mutating func theMinuteGoesOnWithTheLastTimeSeen() throws {
        let minute = 60_000_000_000
        let minutes = "SELECT last_seen, last_minute FROM number"
        for (time, expected) in [(10, 0), (minute - 1, 0), (minute, 1), (minute + 5, 1), (7, 1), (9 * minute, 9)] {
            _ = try count("1", at: Int64(time))
            try table.flush()
            #expect(try Shell(path).row(minutes).hasSuffix("|\(expected)"), "at \(time)")
        }
        table.forget()
        _ = try count("1", at: 3)
        try table.flush()
        #expect(try Shell(path).row(minutes) == "\(9 * minute)|9")
    }

    @Test mutating func forgettingDropsWhatWasNotFlushed() throws {
        _ = try count("1", attempts: 3)
        try table.flush()
        _ = try count("1", attempts: 100)
        table.forget()
        try table.flush()
        #expect(try Shell(path).row("SELECT attempts FROM number") == "3")
    }

    /// 32,768 values are remembered. Beyond, all of them are forgotten, and none is counted wrong.
    @Test mutating func moreValuesThanAreRemembered() throws {
        let values = 40_000
        try connection.execute("BEGIN")
        for round in 0..<2 {
            for value in 0..<values { _ = try count("\(value)", attempts: value % 3 + round) }
        }
        try table.flush()
        try connection.execute("COMMIT")
        let shell = try Shell(path)
        #expect(try shell.row("SELECT count(*) FROM number") == "\(values)")
        #expect(try shell.row("SELECT count(*) FROM number WHERE attempts <> 2 * (value % 3) + 1") == "0")
    }

    /// How many of `values` are looked up in the database when each is asked for.
    private mutating func lookUps(_ values: [String]) throws -> Int {
        var copies = 0
        for value in values {
            let key = ByteBuffer(string: value)
            func copy() -> ByteBuffer {
                copies += 1
                return key
            }
            _ = try table.id(of: key, copy: copy(), in: EventID(rawValue: 1), at: ProbeEvent.time, attempts: 1)
        }
        return copies
    }

    @Test mutating func valuesAreLookedUpOnce() throws {
        #expect(try lookUps(["1", "2", "1", "1", "2"]) == 2)
        table.forget()
        #expect(try lookUps(["2", "1", "2"]) == 2)
    }

    @Test mutating func longValuesAreNotRememberedWithoutEnd() throws {
        let long = (0..<5_000).map { "\($0)" + String(repeating: "9", count: 1_020) }
        try connection.execute("BEGIN")
        #expect(try lookUps(long) == 5_000)
        // Four mebibytes are remembered, then all are forgotten.
        #expect(try lookUps([long[4_999]]) == 0)
        #expect(try lookUps([long[0]]) == 1)
        try table.flush()
        try connection.execute("COMMIT")
        #expect(try Shell(path).row("SELECT count(*), sum(attempts) FROM number") == "5000|5002")
    }
}
