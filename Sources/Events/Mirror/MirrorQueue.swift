import Dispatch
import Metrics
import NIOCore
import Synchronization

/// The bounded queue between those that receive and send SIP and the one thread that mirrors it. Who puts messages in
/// never waits: what finds no room is dropped and counted.
public final class MirrorQueue: Sendable {
    public struct Limits: Sendable {
        public var messages = 32_768
        /// Of messages, those included that were taken last.
        public var bytes = 16 << 20

        public init() {}
    }

    private struct State {
        var messages: [MirroredMessage] = []
        var bytes = 0
        /// What was taken last counts until more is taken, or a slow taker would hold it all twice.
        var taken = (messages: 0, bytes: 0)
        var closed: ContinuousClock.Instant?
    }

    private let limits: Limits
    private let state = Mutex(State())
    private let arrival = DispatchSemaphore(value: 0)

    private static let dropped = Counter(label: "sentrypeer_hep_dropped")

    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Whether it was closed, and that so long ago.
    public func isClosed(for duration: Duration = .zero) -> Bool {
        guard let closed = state.withLock({ $0.closed }) else { return false }
        return closed + duration <= .now
    }

    /// Takes all of them or, without room for all, none.
    /// - Returns: whether it took them.
    @discardableResult
    public func put(_ messages: [MirroredMessage]) -> Bool {
        guard !messages.isEmpty else { return true }
        let messages = Self.compact(messages)
        let bytes = messages.reduce(0) { $0 + $1.bytes.readableBytes }
        let (isTaken, wakes) = state.withLock { state in
            guard state.closed == nil,
                state.messages.count + state.taken.messages + messages.count <= limits.messages,
                state.bytes + state.taken.bytes + bytes <= limits.bytes
            else { return (false, false) }
            let wasEmpty = state.messages.isEmpty
            state.messages += messages
            state.bytes += bytes
            return (true, wasEmpty)
        }
        if wakes { arrival.signal() }
        if !isTaken { countDropped(messages.count) }
        return isTaken
    }

    /// All that is there, in the order in which it came; waits for it a while. What was taken before is given up.
    public func take(within patience: Duration) -> [MirroredMessage] {
        let end = ContinuousClock.now + patience
        while true {
            let (messages, isClosed) = state.withLock { state in
                let messages = state.messages
                state.taken = (messages.count, state.bytes)
                state.messages = []
                state.bytes = 0
                return (messages, state.closed != nil)
            }
            let now = ContinuousClock.now
            guard messages.isEmpty, !isClosed, now < end else { return messages }
            _ = arrival.wait(timeout: .now() + (end - now) / .seconds(1))
        }
    }

    /// Waits until the time is over or the queue closes.
    public func pause(_ duration: Duration) {
        let end = ContinuousClock.now + duration
        while !isClosed(), case let now = ContinuousClock.now, now < end {
            _ = arrival.wait(timeout: .now() + min(end - now, .milliseconds(100)) / .seconds(1))
        }
    }

    /// Nothing more goes in; what is there can still be taken.
    public func close() {
        state.withLock { $0.closed = $0.closed ?? .now }
        arrival.signal()
    }

    /// Counts messages that were lost, here or behind the queue.
    public func countDropped(_ count: Int) {
        if count > 0 { Self.dropped.increment(by: count) }
    }

    /// With buffers of their own where the messages are a small part of what they lie in: bytes are counted by
    /// message, and must not keep many times that in memory.
    private static func compact(_ messages: [MirroredMessage]) -> [MirroredMessage] {
        let used = messages.reduce(0) { $0 + $1.bytes.readableBytes }
        let held = messages.reduce(0) { max($0, $1.bytes.storageCapacity) }
        guard held > 4 * used else { return messages }
        return messages.map { message in
            var copy = message
            copy.bytes = ByteBuffer(bytes: message.bytes.readableBytesView)
            return copy
        }
    }
}
