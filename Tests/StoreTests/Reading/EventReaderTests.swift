import Events
import Foundation
import NIOCore
import Testing

@testable import Store

@Suite struct EventReaderTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentry peer?%.db")
    }

    private func write(_ ids: ClosedRange<Int64>) throws -> StoreWriter {
        var writer = try EventStore(path: path).writer()
        try writer.write(EventBatch(try ids.map { try .make($0, message: .register(user: "\($0)")) }))
        return writer
    }

    @Test func readsWhileANodeWrites() throws {
        var writer = try write(1...3)
        let reader = try EventReader(path: path)
        #expect(try reader.sessions(limit: 10).map(\.attempts) == [3])
        var credentials = try reader.credentials()
        #expect(try credentials.next()?.credentials.username == "1")
        // Somebody who has not read all keeps nobody from writing.
        try writer.write(EventBatch([try .make(4)]))
        #expect(try reader.sessions(limit: 10).map(\.attempts) == [4])
        writer.close()
        #expect(try reader.sessions(limit: 10).map(\.attempts) == [4])
    }

    @Test func readsWithoutANode() throws {
        do {
            var writer = try write(1...3)
            writer.close()
        }
        #expect(try EventReader(path: path).sessions(limit: 10).map(\.attempts) == [3])
    }

    @Test("Who may only read can, whether or not a node runs", arguments: [true, false])
    func readsWhatMayNotBeWritten(isRunning: Bool) throws {
        let writer = isRunning ? try write(1...3) : nil
        if !isRunning {
            var writer = try write(1...3)
            writer.close()
        }
        chmod(path, 0o644)
        chmod(directory.path, 0o755)
        try asNobody {
            let reader = try EventReader(path: path)
            #expect(try reader.sessions(limit: 10).map(\.attempts) == [3])
            #expect(throws: StoreError.self) { try reader.connection.execute("DELETE FROM event") }
        }
        withExtendedLifetime(writer) {}
    }

    @Test func whatIsNotThere() {
        #expect(throws: StoreError.missing(path: path)) { _ = try EventReader(path: path) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func whatIsNoDatabase() throws {
        try Data(repeating: 0x41, count: 5_000).write(to: URL(fileURLWithPath: path))
        #expect(throws: StoreError.notADatabase(path: path)) { _ = try EventReader(path: path) }
    }

    @Test func otherLayoutsAreRefused() throws {
        try VersionOneDatabase.make(path)
        #expect(throws: StoreError.olderSchema(path: path)) { _ = try EventReader(path: path) }
        try Shell(path).run("PRAGMA user_version = 9")
        #expect(throws: StoreError.newerSchema(path: path, version: 9)) { _ = try EventReader(path: path) }
        try Shell(path).run("PRAGMA application_id = 9")
        #expect(throws: StoreError.foreignSchema(path: path)) { _ = try EventReader(path: path) }
    }

    @Test func anOriginalsDatabaseIsOfAnOlderVersion() throws {
        try OriginalDatabase.make(path, rows: OriginalDatabase.rows(3))
        #expect(throws: StoreError.olderSchema(path: path)) { _ = try EventReader(path: path) }
    }
}
