import Events
import Foundation
import NIOCore
import Testing

@testable import Store

@Suite struct NumberBackfillTests {
    private let directory: TemporaryDirectory
    private let path: String

    /// A database as version 2 left it.
    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
        var spray = Spray(seed: 42)
        var writer = try EventStore(path: path).writer()
        for _ in 0..<6 { try writer.write(try spray.batch(100)) }
        // More than fit in a piece.
        try writer.write(
            EventBatch(
                try (0..<3_000).map { try .make(10_000 + Int64($0), message: .request(number: "00\(4_650_000 + $0)")) })
        )
        writer.close()
        _ = consume writer
        let columns = Schema.numberColumns.map { $0.prefix { $0 != " " } }
        try Shell(path).run(
            """
            DROP TRIGGER number_gone; DROP TRIGGER target_gone; DROP INDEX number_by_tail; DROP INDEX number_not_dialled;
            \(columns.map { "ALTER TABLE number DROP COLUMN \($0);" }.joined())
            DROP TABLE target; DROP TABLE number_source; DROP TABLE target_source;
            PRAGMA user_version = 2; PRAGMA wal_checkpoint(TRUNCATE)
            """)
    }

    private func settings(_ path: String) throws -> [String?] {
        try Shell(path).column("SELECT name FROM setting WHERE name LIKE '%read_to' ORDER BY name")
    }

    @Test func numbersOfVersion2GetReadingsTargetsAndSources() throws {
        let before = try OriginalDatabase.contents(path)
        var told: [[Int64]] = []
        _ = try EventStore(path: path) { told.append([$0, $1]) }
        expectNone(try TargetInvariants(path).faults())
        #expect(try OriginalDatabase.contents(path) == before)
        #expect(told.last.map { $0[0] == $0[1] } == true && told.count > 3)
        #expect(try settings(path) == [])
        #expect(try Shell(path).row("PRAGMA user_version") == "7")
        // And goes on like any other.
        var spray = Spray(seed: 43)
        var writer = try EventStore(path: path).writer()
        var batch = try spray.batch(50)
        for place in batch.events.indices { batch.events[place].id = EventID(rawValue: 100_000 + Int64(place)) }
        try writer.write(batch)
        expectNone(try TargetInvariants(path).faults())
    }

    /// Each time that progress is told, the files are copied as they are: what a crash there leaves behind.
    @Test func aCrashAtAnyPieceLosesNothing() throws {
        var copies: [String] = []
        var failures: [any Error] = []
        _ = try EventStore(path: path) { done, _ in
            let copy = "crashed-\(copies.count).db"
            do { try directory.copyDatabase("sentrypeer.db", to: copy) } catch { failures.append(error) }
            copies.append(directory.file(copy))
        }
        #expect(failures.isEmpty && copies.count > 3)
        let totals = "SELECT e164, forms, attempts, sources, first_seen, last_seen FROM target ORDER BY e164"
        let whole = try Shell(path).rows(totals)
        for copy in copies {
            if try !settings(copy).isEmpty {
                // Nobody takes half of it for the whole.
                #expect(throws: StoreError.olderSchema(path: copy)) { _ = try EventReader(path: copy) }
            }
            _ = try EventStore(path: copy)
            #expect(try settings(copy) == [])
            expectNone(try TargetInvariants(copy).faults())
            #expect(try Shell(copy).rows(totals).count == whole.count)
        }
    }

    @Test func theOriginalsNumbersGetThemOnTheWay() throws {
        let path = directory.file("original.db")
        try OriginalDatabase.make(path, rows: OriginalDatabase.rows(12_000))
        try Shell(path).run(
            "UPDATE honey SET called_number = '0046500729' || (honey_id % 300 + 100) WHERE honey_id % 3 = 0")
        _ = try EventStore(path: path)
        expectNone(try TargetInvariants(path).faults())
        #expect(try Shell(path).row("SELECT sum(attempts) FROM target") == "4000")
        #expect(try settings(path) == [])
    }

    @Test func theFirstVersionsNumbersGetThemToo() throws {
        let path = directory.file("one.db")
        try VersionOneDatabase.make(path)
        _ = try EventStore(path: path)
        #expect(try Shell(path).row("SELECT value, sources, tail FROM number") == "00441|1|144000000000000000")
    }
}
