import Events
import NIOCore
import SIP

@testable import Honeypot

/// Plays a script on a table of calls and watches what it does.
struct Bench {
    private var script: Script
    private var table = CallTable<Int>(limits: CallLimits(calls: 5, bytes: 30_000))
    private var now = Timestamp(nanoseconds: 1_645_528_755_000_000_000)
    private var callers = Caller.all
    private var isOverLimit = false
    private var calls = CallWatch()
    private var lastEvent: Int64 = 0

    init(_ script: Script) {
        self.script = script
    }

    /// - Returns: What is wrong.
    mutating func play() -> String? {
        while !script.isEmpty {
            step()
            if let fault = fault() { return fault }
        }
        return finish()
    }

    private mutating func step() {
        switch script.byte() % 8 {
        case 0, 1: receive(Grammar.invite(&script))
        case 2, 3: receive(Grammar.inside(&script))
        case 4: receive(Grammar.cancel(&script))
        case 5: receive(Grammar.response(&script))
        case 6: pass(.milliseconds(script.choice([0, 1, 100, 300, 500, 1_000, 4_000, 32_000, 100_000, -1_000])))
        default: isOverLimit = script.oneIn(4)
        }
    }

    private mutating func pass(_ duration: Duration) {
        now = now.adding(duration)
        Trace.note("\(duration) pass")
        var actions: [CallAction<Int>] = []
        let isOverLimit = isOverLimit
        table.tick(at: now, into: &actions) { _ in isOverLimit }
        take(actions)
        if let next = table.nextDeadline, next <= now { calls.fault = "what is due is not done" }
    }

    private mutating func receive(_ bytes: ByteBuffer) {
        let number = script.byte() % callers.count
        let factor = script.choice([3, 3, 1, 0])
        if script.oneIn(16) { callers[number].isProved = true }
        guard let message = try? SIPParser().parse(bytes) else { return }
        // Calls never see it (RFC 3261 §8.1.1.5): it gets 400, and its response would be taken for another's.
        if message.defects.contains(.methodMismatch) { return }
        let caller = callers[number]
        Trace.note("from \(number), proved \(caller.isProved), \(factor) bytes for one", bytes)
        callers[number].allowed += factor * bytes.readableBytes
        let peer = CallPeer(
            source: caller.source, local: Endpoint(address: .v4(9), port: 5060), transport: caller.transport,
            path: number, budget: caller.isProved ? .proved : ReplyBudget(bytes: factor * bytes.readableBytes))
        var actions: [CallAction<Int>] = []
        guard message.method != nil else {
            _ = table.receive(response: message, from: peer, at: now, into: &actions)
            return take(actions)
        }
        if message.method == .invite, let key = TransactionKey(message, from: caller.source.address),
            table.index.call(of: key).flatMap({ table.call($0) })?.isInviteKnown != true
        {
            calls.forget(message, from: caller.source.address)
        }
        if message.method == .invite, message.to?.tag != nil {
            calls.noteLater(message, from: caller.source.address)
        }
        let disposition = table.receive(message, from: peer, at: now, into: &actions)
        take(actions)
        guard disposition == .outside, message.method == .invite else { return }
        calls.begin(message, from: caller.source.address)
        lastEvent += 1
        actions = []
        // As for a packet of its own, which the allowance is for: the table has sent nothing for it.
        _ = table.start(message, from: peer, as: EventID(rawValue: lastEvent), by: plan(), at: now, into: &actions)
        take(actions)
    }

    private mutating func plan() -> CallPlan {
        let answers = CallAnswers(
            tag: Array(Grammar.tag.utf8), headers: Array("Server: x\r\n".utf8),
            contact: Array("Contact: <sip:9@9>\r\n".utf8), session: Array("v=0\r\n".utf8),
            requestLines: [])
        let media = MediaPlan(
            local: callers[0].source, remote: callers[0].source, codec: .pcmu, payloadType: 0, telephoneEvent: nil)
        return CallPlan(
            provisional: script.choice([
                [.init(.trying), .init(.ringing, after: .milliseconds(300))], [],
                [.init(SIPStatus(183), hasSession: true), .init(.ringing, after: .seconds(1))],
            ]),
            final: .init(
                SIPStatus(script.choice([200, 200, 200, 404, 603])),
                after: .milliseconds(script.choice([4_000, 0, 500])),
                hasSession: true),
            talk: .seconds(script.choice([30, 0, 600])), answers: answers, media: script.oneIn(2) ? media : nil,
            branch: Array(Grammar.branch.utf8), localSequence: 100)
    }

    private mutating func take(_ actions: [CallAction<Int>]) {
        for action in actions {
            switch action {
            case .send(let bytes, let number):
                Trace.note("to \(number)", bytes)
                callers[number].sent += bytes.readableBytes
            case .proved(let endpoint):
                for index in callers.indices where callers[index].source == endpoint { callers[index].isProved = true }
            default: break
            }
            calls.take(action)
        }
    }

    private func fault() -> String? {
        if let fault = calls.fault { return fault }
        if table.count > table.limits.calls { return "\(table.count) calls" }
        if table.size > table.limits.bytes || table.size < 0 { return "\(table.size) bytes" }
        if table.index.count > table.count { return "names of calls that are gone" }
        if (table.nextDeadline == nil) != (table.count == 0) { return "a call without a deadline" }
        for caller in callers where !caller.isProved && caller.sent > caller.allowed {
            return "\(caller.sent) bytes to one that may get \(caller.allowed)"
        }
        return nil
    }

    /// Without further messages every call ends: after ringing, the longest talk, and 64·T1 for each of ACK,
    /// PRACK, BYE and repetitions.
    private mutating func finish() -> String? {
        let end = now.adding(.seconds(60 + 600 + 5 * 32))
        var ticks = 0
        while let next = table.nextDeadline {
            pass(.nanoseconds(max(next.nanoseconds - now.nanoseconds, 0)))
            if let fault = fault() { return fault }
            ticks += 1
            if now > end || ticks > 1_000 { return "calls that do not end" }
        }
        if table.count != 0 || table.size != 0 || table.index.count != 0 { return "something is left" }
        return calls.unended
    }
}
