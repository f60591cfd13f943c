import NIOCore
import Synchronization

/// Closes a connection whose client stops taking what it asked for.
struct ProgressWatch: Sendable {
    /// How long a client may take over one step.
    private static let patience = TimeAmount.seconds(20)

    private final class Steps: Sendable {
        let done = Atomic<Int>(0)
        /// When it was looked last; no count is negative.
        let seen = Atomic<Int>(-1)
    }

    private let steps = Steps()
    private let task: RepeatedTask

    init(_ channel: any Channel) {
        let steps = steps
        task = channel.eventLoop.scheduleRepeatedTask(initialDelay: Self.patience, delay: Self.patience) { _ in
            let done = steps.done.load(ordering: .relaxed)
            if steps.seen.exchange(done, ordering: .relaxed) == done { channel.close(promise: nil) }
        }
    }

    func progress() { steps.done.wrappingAdd(1, ordering: .relaxed) }
    func stop() { task.cancel() }
}
