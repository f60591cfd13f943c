import Events
import Foundation
import NIOCore
import Testing

@testable import Store

@Suite struct OriginalImportTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
    }

    /// One column after the other takes each of the odd values, the others being ordinary.
    private static var oddRows: String {
        let ordinary = [
            "NULL", "'2022-02-22 11:19:15.848934346'", "'fd57a1ba-3e5f-4b61-9b7a-ae7f7d4b2d8e'", "'responsive'",
            "'45.134.144.128'", "'0044123'", "'TCP'", "'REGISTER'", "'sipcli/v1.8'",
            "'REGISTER sip:h SIP/2.0' || char(13, 10)", "'84d81449-4088-49b2-9f90-d731c588df79'",
            "'2022-02-22 11:19:16.123'",
        ]
        let odd = [
            "NULL", "''", "'NOT_FOUND'", "'0'", "'-1'", "'1645528755848934346'", "x'00ff41'", "x''",
            "'O''Reilly \" ; --'",
            "'2022-02-22 11:19:15'", "'2022-02-30 11:19:15.848934346'", "'FD57A1BA-3E5F-4B61-9B7A-AE7F7D4B2D8E'",
            "'udp'", "'SCTP'", "'PASSIVE'", "'x' || char(0) || 'y'", "'\u{E9}'", "'e\u{301}'", "'日本 🙂'",
            "CAST(x'636166e9' AS TEXT)", "CAST(x'fffe00' AS TEXT)", "CAST(zeroblob(70000) AS TEXT)", "'9999-12-31'",
            "'Passive' || char(10)", "hex(zeroblob(3000))",
        ]
        var rows = "INSERT INTO honey VALUES (\(ordinary.joined(separator: ", ")));\n"
        for column in 1..<ordinary.count {
            for value in odd {
                var row = ordinary
                row[column] = value
                rows += "INSERT INTO honey VALUES (\(row.joined(separator: ", ")));\n"
            }
        }
        let nothing = ordinary.map { _ in "NULL" }.joined(separator: ", ")
        return rows + """
            INSERT INTO honey VALUES (\(nothing));
            INSERT INTO honey (honey_id, source_ip) VALUES (1000000000000, '::1'), (-5, '192.0.2.1'), (0, '192.0.2.1');
            """
    }

    @Test func everyRowIsCarriedOverByteForByte() throws {
        try OriginalDatabase.make(path, rows: Self.oddRows)
        let before = try OriginalDatabase.contents(path)
        _ = try EventStore(path: path)
        let after = try OriginalDatabase.contents(path)
        #expect(before.count == 11 * 25 + 5)
        #expect(after.count == before.count)
        for (old, new) in zip(before, after) where old != new {
            for (column, pair) in zip(OriginalDatabase.columns, zip(old, new)) {
                #expect(pair.0 == pair.1, "\(column) of row \(old[0] ?? "")")
            }
        }
    }

    @Test func ordinaryRowsTakeTheirNarrowForm() throws {
        try OriginalDatabase.make(path, rows: OriginalDatabase.rows(3))
        _ = try EventStore(path: path)
        let shell = try Shell(path)
        #expect(
            try shell.row("SELECT typeof(time), typeof(uuid), typeof(transport), typeof(collection) FROM event")
                == "integer|blob|integer|integer")
        #expect(
            try shell.row("SELECT value, attempts, first_seen FROM address WHERE id = 1")
                == "198.51.0.0|1|1645528755000000000")
        #expect(try shell.row("SELECT hex(value), attempts FROM node") == "84D81449408849B29F90D731C588DF79|3")
        #expect(try shell.row("SELECT value, attempts FROM agent") == "friendly-scanner|3")
        #expect(try shell.row("SELECT count(*), sum(attempts) FROM number") == "3|3")
    }

    @Test func theOriginalsTableBecomesTheView() throws {
        try OriginalDatabase.make(path, rows: OriginalDatabase.rows(3))
        _ = try EventStore(path: path)
        let shell = try Shell(path)
        #expect(try shell.column("SELECT type FROM sqlite_schema WHERE name = 'honey'") == ["view"])
        #expect(try shell.row("PRAGMA user_version") == "7")
        #expect(try shell.column("SELECT name FROM setting") == [])
        #expect(try shell.row("PRAGMA integrity_check") == "ok")
    }

    @Test func anEmptyTableIsCarriedOverToo() throws {
        try OriginalDatabase.make(path)
        _ = try EventStore(path: path)
        #expect(try Shell(path).column("SELECT type FROM sqlite_schema WHERE name = 'honey'") == ["view"])
        #expect(try OriginalDatabase.contents(path) == [])
    }

    @Test func happensOnce() throws {
        try OriginalDatabase.make(path, rows: OriginalDatabase.rows(5))
        let before = try OriginalDatabase.contents(path)
        for start in 0..<3 {
            var calls = 0
            let store = try EventStore(path: path) { _, _ in calls += 1 }
            #expect(calls == (start == 0 ? 1 : 0))
            #expect(try store.lastEventID().rawValue == 5)
        }
        #expect(try OriginalDatabase.contents(path) == before)
        #expect(try Shell(path).row("SELECT sum(attempts) FROM address") == "5")
    }

    @Test func newEventsStandBesideTheOld() throws {
        try OriginalDatabase.make(path, rows: OriginalDatabase.rows(2))
        var writer = try EventStore(path: path).writer()
        try writer.write(EventBatch([try .make(9_000, message: .request(number: "001"))]))
        let rows = try Shell(path).rows("SELECT honey_id, called_number FROM honey ORDER BY honey_id")
        #expect(rows == [["1", "000"], ["2", "001"], ["9000", "001"]])
        #expect(try Shell(path).row("SELECT attempts FROM number WHERE value = '001'") == "2")
    }

    @Test func progressIsToldByTenThousand() throws {
        try OriginalDatabase.make(path, rows: OriginalDatabase.rows(25_000))
        var told: [[Int64]] = []
        _ = try EventStore(path: path) { told.append([$0, $1]) }
        #expect(told == [[10_000, 25_000], [20_000, 25_000], [25_000, 25_000]])
    }

    /// Each time that progress is told, the files are copied as they are: what a crash there leaves behind.
    @Test func aCrashAtAnyPieceLosesNothing() throws {
        try OriginalDatabase.make(path, rows: OriginalDatabase.rows(25_000))
        let before = try OriginalDatabase.contents(path)
        var failures: [any Error] = []
        var copies: [String] = []
        _ = try EventStore(path: path) { done, _ in
            let copy = "crashed-\(done).db"
            do { try directory.copyDatabase("sentrypeer.db", to: copy) } catch { failures.append(error) }
            copies.append(directory.file(copy))
        }
        #expect(failures.isEmpty)
        #expect(copies.count == 3)
        for (index, copy) in copies.enumerated() {
            // The original's table is still whole.
            #expect(try Shell(copy).column("SELECT type FROM sqlite_schema WHERE name = 'honey'") == ["table"])
            #expect(try OriginalDatabase.contents(copy) == before)
            // As an earlier version would have made it.
            if index == 1 {
                try Shell(copy).run("DROP TABLE reported; DROP TABLE author; CREATE TABLE reported (kind)")
            }
            var told: [Int64] = []
            _ = try EventStore(path: copy) { done, _ in told.append(done) }
            // What was done is not done again.
            #expect(told == [[20_000, 25_000], [25_000], []][index])
            #expect(try OriginalDatabase.contents(copy) == before)
            #expect(try Shell(copy).row("SELECT sum(attempts) FROM address") == "25000")
            #expect(try Shell(copy).row("SELECT count(weight) FROM reported") == "0")
        }
    }

    @Test func whatAnEarlierVersionBeganIsBegunAnew() throws {
        let totals = Schema.Totals.allCases.map { table in
            """
            CREATE TABLE \(table) (id INTEGER PRIMARY KEY, value NOT NULL UNIQUE, first_seen INTEGER NOT NULL,
                last_seen INTEGER NOT NULL, last_event INTEGER NOT NULL, attempts INTEGER NOT NULL);
            INSERT INTO \(table) VALUES (1, 'x', 1, 1, 1, 1);
            """
        }
        let begun = """
            \(totals.joined())
            CREATE TABLE setting (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
            INSERT INTO setting VALUES ('imported_honey_id', 1);
            CREATE TABLE event (id INTEGER PRIMARY KEY, time); INSERT INTO event VALUES (1, 5);
            """
        try OriginalDatabase.make(path, rows: OriginalDatabase.rows(5) + begun)
        let before = try OriginalDatabase.contents(path)
        _ = try EventStore(path: path)
        #expect(try OriginalDatabase.contents(path) == before)
        #expect(try Shell(path).row("SELECT sum(attempts), count(*) FROM address") == "5|5")
    }

    @Test func aTableOfThatNameWithOtherColumnsIsRefusedAndKept() throws {
        try Shell(path).run("CREATE TABLE honey (jars INTEGER); INSERT INTO honey VALUES (3)")
        #expect(throws: StoreError.self) { _ = try EventStore(path: path) }
        #expect(try Shell(path).column("SELECT jars FROM honey") == ["3"])
    }
}
