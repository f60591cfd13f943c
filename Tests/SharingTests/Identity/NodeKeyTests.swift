import Foundation
import Glibc
import Testing

@testable import Sharing

final class NodeKeyTests {
    private let directory: URL
    private let database: String

    init() throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("key-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        database = directory.appendingPathComponent("sentrypeer.db").path
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    private var path: String { NodeKey.path(beside: database) }

    @Test func aKeyIsMadeOnceForItsOwnerAlone() throws {
        #expect(throws: NodeKeyError.noKey(path: path)) { try NodeKey(beside: database) }
        let key = try NodeKey.ofNode(beside: database)
        #expect(try NodeKey.ofNode(beside: database).author == key.author)
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(key.rotation == nil)
    }

    @Test func aKeyThatOthersMayReadIsRefused() throws {
        _ = try NodeKey.ofNode(beside: database)
        chmod(path, 0o640)
        #expect(throws: NodeKeyError.readableByOthers(path: path)) { try NodeKey.ofNode(beside: database) }
    }

    @Test func whatIsNoKeyIsNotReplaced() throws {
        try Data("hello\n".utf8).write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)
        #expect(throws: NodeKeyError.noSecret(path: path)) { try NodeKey.ofNode(beside: database) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "hello\n")
    }

    @Test func anotherKeyIsToldOfAsLongAsTheOldOnesValuesLive() throws {
        let old = try NodeKey.ofNode(beside: database, at: start)
        let new = try NodeKey.rotate(beside: database, at: start)
        let rotation = try #require(new.rotation)
        #expect(rotation.old == old.author && rotation.new == new.author && new.author != old.author)
        #expect(throws: NodeKeyError.self) { try NodeKey.rotate(beside: database, at: start.adding(.seconds(3_600))) }
        let later = try NodeKey.ofNode(beside: database, at: start.adding(.seconds(25 * 3_600)))
        #expect(later.rotation == rotation && later.author == new.author)
        #expect(access(path + ".old", F_OK) == 0)
        let last = try NodeKey.ofNode(beside: database, at: start.adding(.seconds(26 * 3_600)))
        #expect(last.rotation == nil && last.author == new.author)
        #expect(access(path + ".old", F_OK) != 0)
    }

    /// As after a stop half-way, or when an old key is put back from a copy.
    @Test func aStatementThatLeadsToAnotherKeyIsNotBelieved() throws {
        let old = try NodeKey.ofNode(beside: database, at: start)
        let kept = try Data(contentsOf: URL(fileURLWithPath: path))
        _ = try NodeKey.rotate(beside: database, at: start)
        try kept.write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)
        let key = try NodeKey.ofNode(beside: database, at: start)
        #expect(key.author == old.author && key.rotation == nil)
        #expect(try NodeKey.rotate(beside: database, at: start).rotation?.old == old.author)
    }

    @Test func aGroupsSecretEndsBeforeItsLinesEnd() throws {
        let file = database + ".group"
        for (text, isGood) in [
            ("0123456789abcdef0123456789abcdef\n", true), ("0123456789abcdef0123456789abcde\n", false),
        ] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
            chmod(file, 0o600)
            let secret = try? GroupSecret(file: file)
            #expect((secret != nil) == isGood)
        }
    }
}
