import Dispatch
import Events
import Metrics
import SIP
import Synchronization

/// All calls of the node, over all transports: carries out what they want done, and keeps their time.
final class Switchboard: Sendable {
    typealias Peer = CallPeer<ReplyPath>

    struct State {
        var table = CallTable<ReplyPath>()
        /// Until when the clock sleeps; nil while it is awake.
        var sleepsUntil: Timestamp?
        var isStopped = false
    }

    /// What a request was to the calls, and the call that it ended.
    struct Reception {
        let disposition: CallDisposition
        let ended: CallRecord?
    }

    let media: MediaServer
    private let limiter: ReplyLimiter.Shared
    private let pipeline: EventPipeline
    private let mirror: MessageMirror?
    let state = Mutex(State())
    let alarm = DispatchSemaphore(value: 0)
    private let count = Atomic(0)

    private static let started = Counter(label: "sentrypeer_calls_started")

    init(media: MediaServer, limiter: ReplyLimiter.Shared, pipeline: EventPipeline, mirror: MessageMirror? = nil) {
        self.media = media
        self.limiter = limiter
        self.pipeline = pipeline
        self.mirror = mirror
    }

    /// Whether there are calls at all, or were just now. Most of the time there are none, and nobody has to wait.
    var isBusy: Bool { callCount > 0 }

    /// Calls, those included that are over and kept for repetitions.
    var callCount: Int { count.load(ordering: .relaxed) }

    /// A request that may be part of a call. What a call answers has been sent on return.
    func receive(
        _ request: SIPMessage, from peer: Peer, at now: Timestamp, session: Call<ReplyPath>.Session
    ) -> Reception {
        let (disposition, work) = withTable { table, actions in
            table.receive(request, from: peer, at: now, into: &actions, session: session)
        }
        return Reception(disposition: disposition, ended: perform(work, at: now))
    }

    /// A response, which only our own BYE waits for.
    func receive(response: SIPMessage, from peer: Peer, at now: Timestamp) {
        let (_, work) = withTable { table, actions in
            table.receive(response: response, from: peer, at: now, into: &actions)
        }
        perform(work, at: now)
    }

    /// - Returns: false when the call can't be kept, or may not send its final answer: to be answered without state.
    func start(
        _ invite: SIPMessage, from peer: Peer, as event: EventID, by plan: CallPlan, at now: Timestamp
    ) -> Bool {
        // A call that nobody hears of would end in a BYE out of nowhere.
        let isHeard = Self.fits(plan, invite, peer)
        let (isStarted, work) = withTable { table, actions in
            isHeard && table.start(invite, from: peer, as: event, by: plan, at: now, into: &actions)
        }
        perform(work, at: now)
        if isStarted {
            Self.started.increment()
        } else if let media = plan.media {
            self.media.releasePort(media.local.port)
        }
        return isStarted
    }

    private static func fits(_ plan: CallPlan, _ invite: SIPMessage, _ peer: Peer) -> Bool {
        guard !peer.budget.isProved, let final = plan.steps.last else { return true }
        var budget = peer.budget
        return budget.take(plan.answers.response(final.reply, to: invite, from: peer.source).readableBytes)
    }

    /// What calls want done, and what became of their media.
    private struct Work {
        var actions: [CallAction<ReplyPath>] = []
        var reports: [UInt64: MediaReport] = [:]
    }

    /// Does something with the calls, and wakes the clock if it sleeps too long now.
    private func withTable<Result: Sendable>(
        _ body: (inout CallTable<ReplyPath>, inout [CallAction<ReplyPath>]) -> Result
    ) -> (Result, Work) {
        let (result, work, wakes) = state.withLock { state in
            var work = Work()
            let result = body(&state.table, &work.actions)
            // In the calls' own order: media that stopped before it started would play for ever.
            moveMedia(&work)
            var wakes = false
            if let asleep = state.sleepsUntil, let next = state.table.nextDeadline, next < asleep {
                state.sleepsUntil = nil
                wakes = true
            }
            count.store(state.table.count, ordering: .relaxed)
            return (result, work, wakes)
        }
        if wakes { alarm.signal() }
        return (result, work)
    }

    private func moveMedia(_ work: inout Work) {
        for action in work.actions {
            switch action {
            case .startMedia(let call, let plan): media.start(call: call, plan: plan)
            case .stopMedia(let call): work.reports[call] = media.stop(call: call)
            case .releaseMedia(let plan): media.releasePort(plan.local.port)
            case .send, .proved, .ended: break
            }
        }
    }

    /// - Returns: the last call that has ended.
    @discardableResult
    private func perform(_ work: Work, at now: Timestamp) -> CallRecord? {
        var batch = EventBatch()
        for action in work.actions {
            switch action {
            case .send(let bytes, let path):
                path.send(bytes)
                mirror?.sent(bytes, by: path)
            case .proved(let endpoint): limiter.prove(endpoint, at: now)
            case .ended(let call, var record):
                if let report = work.reports[call] {
                    record.packetsReceived = report.packetsReceived
                    record.dtmf = record.dtmf + report.digits
                }
                batch.calls.append(record)
            case .startMedia, .stopMedia, .releaseMedia: break
            }
        }
        if !batch.isEmpty { pipeline.submit(batch) }
        return batch.calls.last
    }

    /// Does what is due.
    ///
    /// - Returns: When something is due next; nil without calls.
    @discardableResult
    func tick(at now: Timestamp) -> Timestamp? {
        let (next, work) = withTable { table, actions in
            table.tick(at: now, into: &actions) { self.limiter.isOverLimit($0, at: now) }
            return table.nextDeadline
        }
        perform(work, at: now)
        return next
    }
}
