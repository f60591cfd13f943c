import Events
import Foundation
import Glibc
import NIOCore
import Testing

@testable import Delivery

@Suite struct JSONLogTests {
    private let directory: TemporaryDirectory
    private let rotation = LogRotation()
    private static let encoder = EventEncoder(.sentrypeer, addresses: .ip, version: "1.2.3")

    init() throws { directory = try TemporaryDirectory() }

    private func log() throws -> JSONLog {
        try JSONLog(path: directory.file("x.json"), encoder: Self.encoder, rotation: rotation)
    }

    /// The last digits of the UUIDs in a file, one line after the other.
    private func ids(_ name: String) throws -> [Int] {
        let lines = try directory.contents(name).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.last == "")
        return try lines.dropLast().map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let uuid = try #require(object?["event_uuid"] as? String)
            return try #require(Int(uuid.suffix(12), radix: 16))
        }
    }

    @Test func aLineAnEvent() throws {
        var log = try log()
        #expect(log.name == "json_log")
        try log.write(EventBatch([try .make(1), try .make(2)]))
        #expect(try ids("x.json") == [1, 2])
        try log.write(EventBatch([try .make(3)]))
        #expect(try ids("x.json") == [1, 2, 3])
    }

    @Test func aRestartAppends() throws {
        for id in Int64(1)...3 {
            var log = try log()
            try log.write(EventBatch([try .make(id)]))
            log.close()
        }
        #expect(try ids("x.json") == [1, 2, 3])
    }

    @Test func retransmissionsAloneWriteNothing() throws {
        var log = try log()
        var batch = EventBatch()
        batch.retransmissions = [EventID(rawValue: 1): 1]
        try log.write(batch)
        #expect(try directory.contents("x.json") == "")
    }

    @Test func afterARotationTheNextLineGoesToTheNewFile() throws {
        var log = try log()
        try log.write(EventBatch([try .make(1)]))
        try FileManager.default.moveItem(atPath: directory.file("x.json"), toPath: directory.file("x.json.1"))
        // Until logrotate has said so, it is still the old one.
        try log.write(EventBatch([try .make(2)]))
        rotation.request()
        try log.write(EventBatch([try .make(3)]))
        #expect(!rotation.isDue)
        #expect(try ids("x.json.1") == [1, 2])
        #expect(try ids("x.json") == [3])
    }

    @Test func aQuietLogIsReopenedToo() throws {
        var log = try log()
        log.idle()
        try FileManager.default.removeItem(atPath: directory.file("x.json"))
        rotation.request()
        log.idle()
        #expect(try directory.contents("x.json") == "")
    }

    @Test func aFileThatCannotBeReopenedIsAskedForAgain() throws {
        let inner = directory.file("logs")
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
        var log = try JSONLog(path: inner + "/x.json", encoder: Self.encoder, rotation: rotation)
        try FileManager.default.moveItem(atPath: inner, toPath: directory.file("away"))
        rotation.request()
        let batch = EventBatch([try .make(1)])
        #expect(throws: SinkError("\(inner)/x.json cannot be opened: No such file or directory")) {
            try log.write(batch)
        }
        log.idle()
        #expect(rotation.isDue)
        try FileManager.default.moveItem(atPath: directory.file("away"), toPath: inner)
        try log.write(batch)
        #expect(!rotation.isDue)
        #expect(try ids("logs/x.json") == [1])
    }

    @Test func hostileBytesInGreatNumberStayWholeLines() throws {
        var log = try log()
        // Each byte becomes six: nine megabytes in three pieces.
        let message = ByteBuffer(repeating: 0x01, count: 60_000)
        try log.write(EventBatch(try (1...25).map { try .make($0, message: message) }))
        try log.write(EventBatch([try .make(26)]))
        #expect(try ids("x.json") == Array(1...26))
    }

    @Test func aCalledNumberIsReadWithThoseBeforeIt() throws {
        var log = try log()
        let forms = ["8784946812410967", "admin", "0046812410967", "901146812410967", "100", "8784946812410967"]
        for (id, form) in forms.enumerated() {
            try log.write(EventBatch([try .make(Int64(id), message: .request("INVITE", number: form))]))
        }
        let lines = try directory.contents("x.json").split(separator: "\n")
        let numbers = lines.map { $0.firstMatch(of: /"called_number_e164":"(\+\d+)"/).map { String($0.output.1) } }
        let target = "+46812410967"
        #expect(numbers.dropFirst() == [nil, target, target, nil, target])
        let sureness = lines.map {
            $0.firstMatch(of: /"called_number_confidence":(\d+)/).flatMap { Int($0.output.1) } ?? 0
        }
        #expect(sureness[5] > sureness[0])
    }

    @Test func anErrorAtTheStartNamesTheFile() {
        let path = directory.file("missing/x.json")
        #expect(throws: SinkError("\(path) cannot be opened: No such file or directory")) {
            _ = try JSONLog(path: path, encoder: Self.encoder, rotation: rotation)
        }
    }

    /// The limit of a file's size stands for a disk that is full in the middle of a line.
    @Test func halfALineIsTakenBackWhenTheDiskIsFull() async {
        await #expect(processExitsWith: .success) {
            let directory = try TemporaryDirectory()
            var log = try JSONLog(
                path: directory.file("x.json"), encoder: EventEncoder(.sentrypeer, addresses: .ip, version: "1"),
                rotation: LogRotation())
            try log.write(EventBatch([try .make(1)]))
            let first = try directory.contents("x.json")

            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: rlim_t(first.utf8.count + 1_000), rlim_max: rlim_t.max)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let batch = EventBatch([try .make(2), try .make(3)])
            let message = "\(directory.file("x.json")) cannot be written: File too large"
            #expect(throws: SinkError(message)) { try log.write(batch) }
            #expect(try directory.contents("x.json") == first)

            limit.rlim_cur = rlim_t.max
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            try log.write(batch)
            let lines = try directory.contents("x.json").split(separator: "\n")
            #expect(lines.count == 3 && lines.first.map { $0 + "\n" == first } == true)
        }
    }
}
