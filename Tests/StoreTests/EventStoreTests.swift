import Events
import Foundation
import Testing

@testable import Store

@Suite struct EventStoreTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
    }

    @Test func theNodeIDIsDrawnOnceAndKept() throws {
        let first = try EventStore(path: path).nodeID()
        #expect(try EventStore(path: path).nodeID() == first)
        #expect(try EventStore(path: directory.file("other.db")).nodeID() != first)
        #expect(first.high >> 12 & 0xF == 4)
    }

    @Test func aNodeIDThatIsNoneIsDrawnAnew() throws {
        _ = try EventStore(path: path).nodeID()
        try Shell(path).run("UPDATE setting SET value = x'0102' WHERE name = 'node_id'")
        let drawn = try EventStore(path: path).nodeID()
        #expect(try EventStore(path: path).nodeID() == drawn)
    }

    @Test func theLastEventID() throws {
        #expect(try EventStore(path: path).lastEventID().rawValue == 0)
        do {
            var writer = try EventStore(path: path).writer()
            try writer.write(EventBatch([try .make(70), try .make(7)]))
        }
        #expect(try EventStore(path: path).lastEventID().rawValue == 70)
    }

    @Test func readersDoNotWaitForTheWriter() throws {
        _ = try EventStore(path: path)
        #expect(try Shell(path).row("PRAGMA journal_mode") == "wal")
        #expect(try Shell(path).row("PRAGMA page_size") == "16384")
    }

    /// What the files hold at any moment is all that was committed, as after `kill -9`.
    @Test func whatWasCommittedSurvivesACrash() throws {
        var writer = try EventStore(path: path).writer()
        for batch in 0..<5 {
            try writer.write(EventBatch(try (0..<20).map { try .make(Int64(batch * 20 + $0)) }))
            try directory.copyDatabase("sentrypeer.db", to: "crashed-\(batch).db")
        }
        for batch in 0..<5 {
            let copy = directory.file("crashed-\(batch).db")
            #expect(try EventStore(path: copy).lastEventID().rawValue == Int64(batch * 20 + 19))
            #expect(try Shell(copy).row("SELECT count(*) FROM honey") == "\(batch * 20 + 20)")
            #expect(try Shell(copy).row("SELECT attempts FROM address") == "\(batch * 20 + 20)")
            #expect(try Shell(copy).row("PRAGMA integrity_check") == "ok")
        }
    }

    @Test func aMissingDirectory() {
        let path = directory.file("missing/sentrypeer.db")
        #expect(throws: StoreError.directoryMissing(path: path)) { _ = try EventStore(path: path) }
    }

    @Test func aDirectoryInItsPlace() throws {
        let path = directory.file("directory")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(throws: StoreError.cannotOpen(path: path, reason: "unable to open database file")) {
            _ = try EventStore(path: path)
        }
    }

    @Test func aFileThatIsNoDatabase() throws {
        try Data(repeating: 0x41, count: 5_000).write(to: URL(fileURLWithPath: path))
        #expect(throws: StoreError.notADatabase(path: path)) { _ = try EventStore(path: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(repeating: 0x41, count: 5_000))
    }

    @Test func aDamagedDatabase() throws {
        try Shell(path).run("CREATE TABLE t (x)")
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        // The header of the first page's tree.
        bytes.replaceSubrange(100..<120, with: repeatElement(0xFF, count: 20))
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(throws: StoreError.corrupt(path: path)) { _ = try EventStore(path: path) }
    }

    @Test(arguments: [mode_t(0o755), 0o777])
    func aDatabaseThatMayOnlyBeRead(directoryMode: mode_t) throws {
        _ = try EventStore(path: path)
        chmod(path, 0o444)
        chmod(directory.path, directoryMode)
        #expect(throws: StoreError.readOnly(path: path)) { try asNobody { _ = try EventStore(path: path) } }
    }

    @Test func anOriginalsDatabaseThatMayOnlyBeRead() throws {
        try OriginalDatabase.make(path, rows: OriginalDatabase.rows(3))
        let before = try OriginalDatabase.contents(path)
        chmod(path, 0o444)
        chmod(directory.path, 0o755)
        #expect(throws: StoreError.readOnly(path: path)) { try asNobody { _ = try EventStore(path: path) } }
        #expect(try OriginalDatabase.contents(path) == before)
    }

    @Test func aDirectoryThatMayNotBeWritten() throws {
        chmod(directory.path, 0o555)
        let error = #expect(throws: StoreError.self) { try asNobody { _ = try EventStore(path: path) } }
        // Root is told by SQLite, anyone else by a look at the directory.
        let possible = [
            StoreError.readOnly(path: path), .cannotOpen(path: path, reason: "unable to open database file"),
        ]
        #expect(error.map(possible.contains) == true)
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
