import Events
import Foundation
import NIOCore
import SIP
import Store
import Testing

@testable import sentrypeer

extension Timestamp {
    /// Days after one in 2026.
    static func day(_ days: Int) -> Timestamp {
        Timestamp(nanoseconds: 1_770_000_000_000_000_000).adding(.seconds(days * 86_400))
    }
}

/// A database with what a few attackers left, in a directory that goes away with it.
final class NodeDatabase {
    let directory: String
    var path: String { directory + "/sentrypeer.db" }
    private var writer: StoreWriter?
    private var nextID: Int64 = 1

    /// 2022-02-22 11:19:15.848934346.
    static let time = Timestamp(nanoseconds: 1_645_528_755_848_934_346)

    init() throws {
        directory = FileManager.default.temporaryDirectory.path + "/sentrypeer-commands-\(UUID())"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        writer = try EventStore(path: path).writer()
    }

    deinit {
        writer = nil
        try? FileManager.default.removeItem(atPath: directory)
    }

    func write(
        _ method: String = "INVITE", number: String = "00441", from source: String = "198.51.100.7",
        agent: String = "sipcli/v1.8", after seconds: Int = 0, authorization: String? = nil, isRight: Bool? = nil
    ) throws {
        let lines = [
            "\(method) sip:\(number)@192.0.2.1 SIP/2.0", "Via: SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK1",
            "From: <sip:100@192.0.2.1>;tag=f1", "To: <sip:\(number)@192.0.2.1>", "Call-ID: 1@198.51.100.7",
            "CSeq: 1 \(method)", "User-Agent: \(agent)", authorization.map { "Authorization: Digest \($0)" },
        ]
        let message = ByteBuffer(string: lines.compactMap(\.self).map { $0 + "\r\n" }.joined() + "\r\n")
        var event = ProbeEvent(
            id: EventID(rawValue: nextID), uuid: UUIDBytes(high: 0x017F_2128_2E88_7000, low: UInt64(nextID)),
            time: Self.time.adding(.seconds(seconds)), node: UUIDBytes(high: 1, low: 2),
            source: Endpoint(address: try #require(IPAddress(source)), port: 5062),
            destination: Endpoint(address: .v4(0xC000_0201), port: 5060), transport: .udp, collection: .responsive,
            message: message)
        nextID += 1
        event.describe(try SIPParser().parse(message))
        if let isRight { event.details = event.details?.judged(isPasswordRight: isRight) }
        var batch = EventBatch()
        batch.events = [event]
        try writer?.write(batch)
    }

    /// An author in a network of its own, known for a month, that reported 198.51.100.7 and +46500729221 just before
    /// `now`.
    func report(by author: UInt8, at now: Timestamp, isLegacy: Bool = false) throws {
        let table = try PeerTable(path: path)
        var stored = StoredAuthor(
            key: [UInt8](repeating: author, count: 32), firstSeen: now.adding(.seconds(-30 * 86_400)), lastSeen: now)
        stored.network = .v4(0xCB00_7100 + UInt32(author) << 8)
        stored.batches = 3
        stored.events = 1_234
        if !isLegacy { try table.note([stored], at: now) }
        try table.add(
            [PeerSubject.address(.v4(0xC633_6407)), .number(isLegacy ? "0046500729221" : "+46500729221")].map {
                subject in
                let key = isLegacy ? [UInt8](repeating: author, count: 16) : stored.key
                var report = PeerReport(subject, by: key, first: now, last: now, heard: now)
                report.isProven = !isLegacy
                report.isLegacy = isLegacy
                return report
            })
    }

    /// What a command prints, given its arguments without the flag of the database.
    func output(_ arguments: String...) throws -> String { try output(arguments) }

    func output(_ command: String, _ arguments: [String]) throws -> String { try output([command] + arguments) }

    private func output(_ arguments: [String]) throws -> String {
        let file = directory + "/output"
        let descriptor = open(file, O_RDWR | O_CREAT | O_TRUNC, 0o600)
        defer { close(descriptor) }
        var output = StandardOutput(descriptor: descriptor)
        switch try Commands.parseAsRoot(arguments + ["-f", path]) {
        case let command as SessionsCommand: try command.write(to: &output)
        case let command as ExportCredentialsCommand: _ = try command.write(to: &output)
        case let command as LookupCommand: _ = try command.write(to: &output)
        case let command as NumbersListCommand: try command.write(to: &output)
        case let command as PeersListCommand: try command.write(to: &output, at: .day(30))
        case let command as PeersShowCommand: _ = try command.write(to: &output, at: .day(30))
        default: Issue.record("no such command")
        }
        try output.flush()
        return try String(contentsOfFile: file, encoding: .utf8)
    }
}
