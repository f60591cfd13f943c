import Dispatch
import Events
import Metrics
import NIOPosix
import Synchronization

extension Switchboard {
    private static let active = Gauge(label: "sentrypeer_calls")
    /// How long the clock sleeps when there is nothing to wait for.
    private static let rest = Duration.seconds(60)

    /// Keeps the time of calls until `stop`.
    func run() async throws {
        let thread = NIOThreadPool(numberOfThreads: 1)
        thread.start()
        try? await thread.runIfActive { self.keepTime() }
        try await thread.shutdownGracefully()
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        alarm.signal()
    }

    private func keepTime() {
        while true {
            let now = Timestamp.now
            tick(at: now)
            Self.active.record(callCount)
            let wait: Duration? = state.withLock { state in
                if state.isStopped { return nil }
                let end = state.table.nextDeadline ?? now.adding(Self.rest)
                state.sleepsUntil = end
                return .nanoseconds(max(0, end.nanoseconds - Timestamp.now.nanoseconds))
            }
            guard let wait else { return }
            _ = alarm.wait(timeout: .now() + min(wait, Self.rest) / .seconds(1))
        }
    }
}
