import Events
import Foundation
import NIOCore
import Testing

@testable import Delivery

@Suite struct LogFileTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("x.log")
    }

    @Test func appendsToWhatIsThere() throws {
        try Data("before\n".utf8).write(to: URL(fileURLWithPath: path))
        let file = try LogFile(path: path)
        #expect(file.end == 7)
        try file.append(ByteBuffer(string: "one\n"))
        try file.append(ByteBuffer())
        var part = ByteBuffer(string: "..two\n")
        part.moveReaderIndex(forwardBy: 2)
        try file.append(part)
        #expect(try directory.contents("x.log") == "before\none\ntwo\n")
        #expect(file.end == 15)
    }

    @Test func takesBack() throws {
        let file = try LogFile(path: path)
        try file.append(ByteBuffer(string: "one\n"))
        let end = file.end
        try file.append(ByteBuffer(string: "half a li"))
        file.cut(to: end)
        try file.append(ByteBuffer(string: "two\n"))
        #expect(try directory.contents("x.log") == "one\ntwo\n")
        file.cut(to: -1)
        #expect(try directory.contents("x.log") == "one\ntwo\n")
    }

    @Test func othersMayReadIt() throws {
        let mask = umask(0o022)
        umask(mask)
        _ = try LogFile(path: path)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o644 & ~Int(mask))
    }

    @Test func whatCannotBeOpened() throws {
        let missing = directory.file("missing/x.log")
        #expect(throws: SinkError("\(missing) cannot be opened: No such file or directory")) {
            _ = try LogFile(path: missing)
        }
        #expect(throws: SinkError("\(directory.path) cannot be opened: Is a directory")) {
            _ = try LogFile(path: directory.path)
        }
    }

    @Test func aFullDisk() throws {
        let file = try LogFile(path: "/dev/full")
        #expect(throws: SinkError("/dev/full cannot be written: No space left on device")) {
            try file.append(ByteBuffer(string: "x"))
        }
    }
}
