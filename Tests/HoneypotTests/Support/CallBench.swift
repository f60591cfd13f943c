import NIOCore
import SIP
import Testing

@testable import Events
@testable import Honeypot

/// A table of calls with a caller at the other end, and a clock that moves only when told.
struct CallBench {
    var table: CallTable<String>
    var now = Timestamp.start
    var transport = SIPTransport.udp
    /// Whether packets come as those of a source that has proved itself.
    var isProved = false
    var isOverLimit = false
    /// Whether something of what a later request offers can be taken.
    var takesOffers = true
    private var log: [(time: Timestamp, action: CallAction<String>)] = []
    private var lastEvent: Int64 = 0

    init(limits: CallLimits = CallLimits(), transport: SIPTransport = .udp) {
        table = CallTable(limits: limits)
        self.transport = transport
    }

    /// Hands over a request of the caller, with three bytes to answer for each of its own.
    @discardableResult
    mutating func receive(_ request: ByteBuffer, from source: Endpoint = .peer, budget: Int? = nil) throws
        -> CallDisposition
    {
        var actions: [CallAction<String>] = []
        let peer = peer(source, budget ?? 3 * request.readableBytes)
        let takesOffers = takesOffers
        let disposition = try table.receive(request.message, from: peer, at: now, into: &actions) {
            takesOffers ? $1.answers.session : nil
        }
        record(actions)
        return disposition
    }

    /// Hands over an INVITE as the node does: it becomes a call unless it is one already.
    @discardableResult
    mutating func invite(
        _ invite: ByteBuffer = .invite(), from source: Endpoint = .peer, budget: Int? = nil, by plan: CallPlan = .make()
    ) throws -> CallDisposition {
        let disposition = try receive(invite, from: source, budget: budget)
        guard disposition == .outside else { return disposition }
        var actions: [CallAction<String>] = []
        lastEvent += 1
        let isCall = try table.start(
            invite.message, from: peer(source, budget ?? 3 * invite.readableBytes),
            as: EventID(rawValue: lastEvent), by: plan, at: now, into: &actions)
        record(actions)
        return isCall ? .handled : .outside
    }

    /// A call whose 2xx has been acknowledged.
    mutating func talk(by plan: CallPlan = .make()) throws {
        try invite(by: plan)
        pass(.seconds(4))
        try receive(.inside("ACK", cseq: 1))
    }

    mutating func respond(_ response: ByteBuffer, from source: Endpoint = .peer) throws -> Bool {
        var actions: [CallAction<String>] = []
        let isTaken = try table.receive(
            response: response.message, from: peer(source, 0), at: now, into: &actions)
        record(actions)
        return isTaken
    }

    /// Lets time pass, with a tick whenever something is due.
    mutating func pass(_ duration: Duration) {
        let end = now.adding(duration)
        while let next = table.nextDeadline, next <= end {
            now = max(now, next)
            tick()
        }
        now = end
    }

    mutating func tick() {
        var actions: [CallAction<String>] = []
        let isOverLimit = isOverLimit
        table.tick(at: now, into: &actions) { _ in isOverLimit }
        record(actions)
        if let next = table.nextDeadline { #expect(next > now) }
    }

    private func peer(_ source: Endpoint, _ bytes: Int) -> CallPeer<String> {
        CallPeer(
            source: source, local: .local, transport: transport, path: "to \(source)",
            budget: isProved ? .proved : ReplyBudget(bytes: bytes))
    }

    private mutating func record(_ actions: [CallAction<String>]) {
        for action in actions { log.append((now, action)) }
    }

    /// What the table wanted since the last time, such as `180 INVITE`, `BYE` or `ended us`.
    mutating func take() -> [String] {
        defer { log = [] }
        return log.map { $0.action.summary }
    }

    /// Milliseconds from the start at which messages of that summary left since the last time.
    mutating func takeTimes(of summary: String) -> [Int64] {
        defer { log = [] }
        return log.filter { $0.action.summary == summary }
            .map { ($0.time.nanoseconds - Timestamp.start.nanoseconds) / 1_000_000 }
    }

    /// The messages that left since the last time.
    mutating func takeMessages() throws -> [SIPMessage] {
        try takeBytes().map { bytes throws(SIPParseError) in try bytes.message }
    }

    mutating func takeBytes() -> [ByteBuffer] {
        defer { log = [] }
        return log.compactMap { if case .send(let bytes, _) = $0.action { bytes } else { nil } }
    }

    /// The record of the one call that has ended since the last time.
    mutating func takeRecord() throws -> CallRecord {
        defer { log = [] }
        let records = log.compactMap { if case .ended(_, let record) = $0.action { record } else { nil } }
        #expect(records.count == 1)
        return try #require(records.first)
    }
}

extension CallAction where Path == String {
    var summary: String {
        switch self {
        case .send(let bytes, let path):
            guard let message = try? bytes.message else { return "no message" }
            let elsewhere = path == "to \(Endpoint.peer)" ? "" : " \(path)"
            let method = message.cseq.map { message.string($0.method) } ?? ""
            return (message.status.map { "\($0) " } ?? "") + method + elsewhere
        case .startMedia: return "start media"
        case .stopMedia: return "stop media"
        case .releaseMedia: return "release media"
        case .proved(let endpoint): return "proved \(endpoint)"
        case .ended(_, let record): return "ended \(record.ending.name)"
        }
    }
}
