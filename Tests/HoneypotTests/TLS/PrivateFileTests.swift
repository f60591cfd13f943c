import Foundation
import Testing

@testable import Honeypot

@Suite struct PrivateFileTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func onlyItsOwnerMayReadIt() throws {
        #expect(!PrivateFile.exists(directory.file("x")))
        try PrivateFile.put("secret\n", to: directory.file("x"))
        #expect(PrivateFile.exists(directory.file("x")))
        #expect(try directory.contents("x") == "secret\n")
        #expect(try directory.mode("x") == 0o600)
        #expect(try directory.names == ["x"])
    }

    @Test func aFileOfAWiderModeIsReplaced() throws {
        try directory.write("old", to: "x", mode: 0o666)
        try PrivateFile.put("new", to: directory.file("x"))
        #expect(try directory.contents("x") == "new")
        #expect(try directory.mode("x") == 0o600)
    }

    @Test func aDraftThatACrashLeftIsNoObstacle() throws {
        try directory.write("half", to: "x.new")
        try PrivateFile.put("whole", to: directory.file("x"))
        #expect(try directory.contents("x") == "whole")
        #expect(try directory.names == ["x"])
    }

    @Test func aLinkInTheDraftsPlaceIsNotFollowed() throws {
        try directory.write("kept", to: "victim")
        try FileManager.default.createSymbolicLink(
            atPath: directory.file("x.new"), withDestinationPath: directory.file("victim"))
        try PrivateFile.put("secret", to: directory.file("x"))
        #expect(try directory.contents("victim") == "kept")
        #expect(try directory.contents("x") == "secret")
    }

    @Test func whatCannotBeWrittenSaysWhy() throws {
        let missing = directory.file("missing/x")
        #expect(throws: TLSIdentityError.cannotWrite(path: missing, reason: "No such file or directory")) {
            try PrivateFile.put("x", to: missing)
        }
        let taken = directory.file("taken")
        try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: false)
        #expect(throws: TLSIdentityError.cannotWrite(path: taken, reason: "Is a directory")) {
            try PrivateFile.put("x", to: taken)
        }
        // Nothing half is left.
        #expect(try directory.names == ["taken"])
    }
}
