import Dispatch
import Synchronization

/// The bounded queue in front of a sink: many threads put batches in and never wait, one thread
/// takes them out.
final class EventQueue: Sendable {
    struct Limits: Sendable {
        /// Events and bytes of messages that may wait before alike ones are merged.
        var events = 24_000
        var bytes = 24 << 20
        /// Kinds of merged events, and the bytes of messages that they keep.
        var mergedKinds = 4_096
        var mergedBytes = 4 << 20
        /// Ended calls that may wait.
        var calls = 8_192
        /// How many events go to the sink at once, and how long to gather them: each commit writes a page for
        /// every number that it names, so that fewer and larger ones cost less.
        var batch = 8_000
        var gathering = Duration.milliseconds(50)
        /// How much longer is gathered when more than `busyRate` events come in a second. At other times a
        /// short burst of writing delays fewer answers.
        var busyFactor = 2
        var busyRate = 50_000.0
        /// How long `take` waits for the first event.
        var idle = Duration.seconds(1)
    }

    /// What `take` found.
    enum Taken {
        case batch(EventBatch)
        case idle
        /// Closed, and nothing is left.
        case finished
    }

    /// What became of events that the queue had no room for.
    struct Overflow: Equatable {
        var merged = 0
        var lost = 0
    }

    /// Events that came together, and the bytes of their messages.
    private struct Group {
        let events: [ProbeEvent]
        let bytes: Int
    }

    private struct State {
        var groups: [Group] = []
        var retransmissions: [EventID: Int] = [:]
        var calls: [CallRecord] = []
        var events = 0
        var bytes = 0
        var oldest = ContinuousClock.now
        var lastTake = ContinuousClock.now
        var isBusy = false
        var merged: MergedEvents
        var isClosed = false

        var isEmpty: Bool { groups.isEmpty && retransmissions.isEmpty && calls.isEmpty && merged.isEmpty }

        /// Whether events came faster than `busyRate` a second since the last time.
        mutating func noteRate(_ busyRate: Double) {
            let now = ContinuousClock.now
            isBusy = Double(events) > busyRate * ((now - lastTake) / .seconds(1))
            lastTake = now
        }

        /// The oldest groups, until they hold `count` events.
        mutating func takeGroups(_ count: Int) -> ArraySlice<Group> {
            var end = 0
            var taken = 0
            while end < groups.count, taken < count {
                taken += groups[end].events.count
                bytes -= groups[end].bytes
                end += 1
            }
            defer { groups.removeFirst(end) }
            events -= taken
            return groups[..<end]
        }

        /// What belongs behind all groups: merged events, and what is known of events that are in them.
        mutating func takeRest() -> EventBatch {
            var rest = EventBatch()
            guard groups.isEmpty else { return rest }
            rest.events = merged.takeAll()
            swap(&rest.retransmissions, &retransmissions)
            swap(&rest.calls, &calls)
            return rest
        }

        /// One number an event, so that a request sent again and again costs nothing while the sink fails.
        mutating func count(_ times: Int, of event: EventID, limit: Int) -> Bool {
            guard retransmissions.count < limit || retransmissions[event] != nil else { return false }
            retransmissions[event, default: 0] += times
            return true
        }

        /// - Returns: how many calls there was no room for.
        mutating func keep(_ ended: [CallRecord], limit: Int) -> Int {
            let kept = ended.prefix(max(0, limit - calls.count))
            calls += kept
            return ended.count - kept.count
        }
    }

    let limits: Limits
    private let state: Mutex<State>
    /// Signalled when the first event comes, when a batch is full, and when the queue closes.
    private let arrival = DispatchSemaphore(value: 0)

    init(limits: Limits = Limits()) {
        self.limits = limits
        state = Mutex(State(merged: MergedEvents(capacity: limits.mergedKinds, bytes: limits.mergedBytes)))
    }

    /// Events that wait, merged kinds not counted.
    var depth: Int { state.withLock { $0.events } }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// - Parameter messageBytes: the batch's, counted if not given.
    func put(_ batch: EventBatch, messageBytes: Int? = nil) -> Overflow {
        var overflow = Overflow()
        let bytes = messageBytes ?? batch.messageBytes
        let wakes = state.withLock { state in
            let wasEmpty = state.isEmpty
            let before = state.events
            if wasEmpty { state.oldest = .now }
            for (event, times) in batch.retransmissions
            where !state.count(times, of: event, limit: limits.events) { overflow.lost += times }
            overflow.lost += state.keep(batch.calls, limit: limits.calls)
            if batch.events.isEmpty { return wasEmpty }
            if state.events + batch.events.count <= limits.events, state.bytes + bytes <= limits.bytes {
                state.groups.append(Group(events: batch.events, bytes: bytes))
                state.events += batch.events.count
                state.bytes += bytes
            } else {
                for event in batch.events {
                    if state.merged.add(event) { overflow.merged += 1 } else { overflow.lost += event.attempts }
                }
            }
            return wasEmpty || (before < limits.batch && state.events >= limits.batch)
        }
        if wakes { arrival.signal() }
        return overflow
    }

    /// Waits for events, gathers them for a moment, and gives the oldest.
    func take() -> Taken {
        let patience = ContinuousClock.now + limits.idle
        while true {
            let now = ContinuousClock.now
            let wait: Duration? = state.withLock { state in
                if state.isClosed { return nil }
                if state.isEmpty { return now < patience ? patience - now : nil }
                let due = state.oldest + limits.gathering * (state.isBusy ? limits.busyFactor : 1)
                return state.events < limits.batch && now < due ? due - now : nil
            }
            guard let wait else { break }
            _ = arrival.wait(timeout: .now() + wait / .seconds(1))
        }
        let (groups, rest, isClosed) = state.withLock { state in
            state.noteRate(limits.busyRate)
            return (state.takeGroups(limits.batch), state.takeRest(), state.isClosed)
        }
        var whole = rest
        whole.events = []
        whole.events.reserveCapacity(groups.reduce(rest.events.count) { $0 + $1.events.count })
        for group in groups { whole.events.append(contentsOf: group.events) }
        whole.events.append(contentsOf: rest.events)
        return whole.isEmpty ? isClosed ? .finished : .idle : .batch(whole)
    }

    /// No more events are waited for; what is there can still be taken.
    func close() {
        state.withLock { $0.isClosed = true }
        arrival.signal()
    }

    /// Waits until the time is over or the queue closes.
    func pause(_ duration: Duration) {
        let end = ContinuousClock.now + duration
        while !isClosed, ContinuousClock.now < end {
            _ = arrival.wait(timeout: .now() + .milliseconds(100))
        }
    }
}
