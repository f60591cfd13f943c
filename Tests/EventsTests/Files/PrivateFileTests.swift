import Foundation
import Testing

@testable import Events

@Suite final class PrivateFileTests {
    private let directory = FileManager.default.temporaryDirectory.path + "/sentrypeer-events-\(UUID())"

    init() throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    private func file(_ name: String) -> String { directory + "/" + name }

    private func contents(_ name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file(name))[.posixPermissions] as? Int
    }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: directory).sorted() }
    }

    @Test func onlyItsOwnerMayReadIt() throws {
        #expect(!PrivateFile.exists(file("x")))
        try PrivateFile.put(Array("secret\n".utf8), to: file("x"))
        #expect(PrivateFile.exists(file("x")))
        #expect(try contents("x") == "secret\n")
        #expect(try mode("x") == 0o600)
        #expect(try names == ["x"])
    }

    @Test func aFileOfAWiderModeIsReplaced() throws {
        #expect(
            FileManager.default.createFile(
                atPath: file("x"), contents: Data("old".utf8), attributes: [.posixPermissions: 0o666]))
        try PrivateFile.put(Array("new".utf8), to: file("x"))
        #expect(try contents("x") == "new")
        #expect(try mode("x") == 0o600)
    }

    @Test func aDraftThatACrashLeftIsNoObstacle() throws {
        try Data("half".utf8).write(to: URL(fileURLWithPath: file("x.new")))
        try PrivateFile.put(Array("whole".utf8), to: file("x"))
        #expect(try contents("x") == "whole")
        #expect(try names == ["x"])
    }

    @Test func aLinkInTheDraftsPlaceIsNotFollowed() throws {
        try Data("kept".utf8).write(to: URL(fileURLWithPath: file("victim")))
        try FileManager.default.createSymbolicLink(
            atPath: file("x.new"), withDestinationPath: file("victim"))
        try PrivateFile.put(Array("secret".utf8), to: file("x"))
        #expect(try contents("victim") == "kept")
        #expect(try contents("x") == "secret")
    }

    @Test func whatCannotBeWrittenSaysWhy() throws {
        try FileManager.default.createDirectory(atPath: file("taken"), withIntermediateDirectories: false)
        for (name, reason) in [("missing/x", "No such file or directory"), ("taken", "Is a directory")] {
            let fault = #expect(throws: PrivateFile.NotWritten.self) {
                try PrivateFile.put(Array("x".utf8), to: file(name))
            }
            #expect(fault?.reason == reason)
        }
        // Nothing half is left.
        #expect(try names == ["taken"])
    }
}
