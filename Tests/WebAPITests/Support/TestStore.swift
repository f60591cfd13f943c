import Events
import Foundation
import NIOCore
import SIP
import Store
import Testing

/// A node's database in a directory that goes away with it, and its writer. One thread at a time may use it.
final class TestStore: @unchecked Sendable {
    let path: String
    private let directory: String
    private var writer: StoreWriter
    private var lastID: Int64 = 0

    /// 2022-02-22 11:19:15.848934346.
    static let time = Timestamp(nanoseconds: 1_645_528_755_848_934_346)

    init() throws {
        directory = FileManager.default.temporaryDirectory.path + "/sentrypeer-api-\(UUID())"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        path = directory + "/sentrypeer.db"
        writer = try EventStore(path: path).writer()
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    func file(_ name: String, _ text: String) throws -> String {
        let path = directory + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// Stores an attempt, `minutes` after `time`.
    func add(
        from source: String = "198.51.100.7", number: String = "00441", attempts: Int = 1, minutes: Int = 0
    ) throws {
        try add([try event(from: source, number: number, attempts: attempts, minutes: minutes)])
    }

    func add(_ events: [ProbeEvent]) throws {
        var batch = EventBatch()
        batch.events = events
        try writer.write(batch)
    }

    /// A REGISTER with digest credentials.
    func register(user: String) throws -> ProbeEvent {
        let digest = """
            Digest username="\(user)", realm="asterisk", nonce="abc", uri="sip:192.0.2.1", \
            response="6629fae49393a05397450978507c4ef1", algorithm=MD5
            """
        var event = try event(number: user)
        let lines = [
            "REGISTER sip:192.0.2.1 SIP/2.0", "Via: SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK1",
            "From: <sip:\(user)@192.0.2.1>;tag=f1", "To: <sip:\(user)@192.0.2.1>", "Call-ID: 1@198.51.100.7",
            "CSeq: 1 REGISTER", "Authorization: \(digest)", "Content-Length: 0", "", "",
        ]
        event.message = ByteBuffer(string: lines.joined(separator: "\r\n"))
        event.describe(try SIPParser().parse(event.message))
        return event
    }

    func event(
        from source: String = "198.51.100.7", number: String = "00441", attempts: Int = 1, minutes: Int = 0
    ) throws -> ProbeEvent {
        lastID += 1
        let lines = [
            "INVITE sip:\(number)@192.0.2.1 SIP/2.0", "Via: SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK1",
            "From: <sip:100@192.0.2.1>;tag=f1", "To: <sip:\(number)@192.0.2.1>", "Call-ID: 1@198.51.100.7",
            "CSeq: 1 INVITE", "User-Agent: sipcli/v1.8", "Content-Length: 0", "", "",
        ]
        let message = ByteBuffer(string: lines.joined(separator: "\r\n"))
        var event = ProbeEvent(
            id: EventID(rawValue: lastID),
            uuid: UUIDBytes(high: 0x017F_2128_2E88_7000, low: UInt64(bitPattern: lastID)),
            time: Self.time.adding(.seconds(60 * minutes)),
            node: UUIDBytes(high: 0x84D8_1449_4088_49B2, low: 0x9F90_D731_C588_DF79),
            source: Endpoint(address: try #require(IPAddress(source)), port: 5062),
            destination: Endpoint(address: .v4(0xC000_0201), port: 5060), transport: .udp, collection: .responsive,
            message: message)
        event.attempts = attempts
        event.describe(try SIPParser().parse(message))
        return event
    }
}
