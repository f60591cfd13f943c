import Dispatch
import Synchronization

/// The bounded queue in front of a sink: many event loops put batches in and never wait, one thread
/// takes them out.
final class EventQueue: Sendable {
    struct Limits: Sendable {
        /// Events and bytes of messages that may wait before alike ones are merged.
        var events = 40_000
        var bytes = 24 << 20
        /// Kinds of merged events.
        var mergedKinds = 8_192
        /// As many events as go to the sink at once, and how long to gather them.
        var batch = 10_000
        var gathering = Duration.milliseconds(50)
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

    private struct State {
        var batches: [EventBatch] = []
        var events = 0
        var bytes = 0
        var oldest = ContinuousClock.now
        var merged: MergedEvents
        var isClosed = false

        var isEmpty: Bool { batches.isEmpty && merged.isEmpty }
    }

    let limits: Limits
    private let state: Mutex<State>
    /// Signalled when the first event comes, when a batch is full, and when the queue closes.
    private let arrival = DispatchSemaphore(value: 0)

    init(limits: Limits = Limits()) {
        self.limits = limits
        state = Mutex(State(merged: MergedEvents(capacity: limits.mergedKinds)))
    }

    /// Events that wait, merged kinds not counted.
    var depth: Int { state.withLock { $0.events } }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    func put(_ batch: EventBatch) -> Overflow {
        var overflow = Overflow()
        let wakes = state.withLock { state in
            let wasEmpty = state.isEmpty
            let before = state.events
            let bytes = batch.events.reduce(0) { $0 + $1.message.readableBytes }
            if wasEmpty { state.oldest = .now }
            if state.events + batch.events.count <= limits.events, state.bytes + bytes <= limits.bytes {
                state.batches.append(batch)
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

    /// Waits for events, gathers them for a moment, and gives all that wait.
    func take() -> Taken {
        let patience = ContinuousClock.now + limits.idle
        while true {
            let now = ContinuousClock.now
            let wait: Duration? = state.withLock { state in
                if state.isClosed { return nil }
                if state.isEmpty { return now < patience ? patience - now : nil }
                let due = state.oldest + limits.gathering
                return state.events < limits.batch && now < due ? due - now : nil
            }
            guard let wait else { break }
            _ = arrival.wait(timeout: .now() + wait / .seconds(1))
        }
        let (batches, merged, isClosed) = state.withLock { state in
            let taken = (state.batches, state.merged.takeAll(), state.isClosed)
            state.batches = []
            state.events = 0
            state.bytes = 0
            return taken
        }
        guard !batches.isEmpty || !merged.isEmpty else { return isClosed ? .finished : .idle }
        return .batch(Self.join(batches, merged))
    }

    private static func join(_ batches: [EventBatch], _ merged: [ProbeEvent]) -> EventBatch {
        var whole = EventBatch()
        whole.events.reserveCapacity(batches.reduce(merged.count) { $0 + $1.events.count })
        for batch in batches {
            whole.events.append(contentsOf: batch.events)
            whole.retransmissions.merge(batch.retransmissions, uniquingKeysWith: +)
        }
        whole.events.append(contentsOf: merged)
        return whole
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
