import Dispatch
import Metrics
import NIOPosix
import SIP
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The media of all calls: gives out ports, and sends and reads each stream by one thread's beat. Plain
/// sockets, for the reason that UDP has them: a send that the kernel refuses costs one packet.
final class MediaServer: Sendable {
    /// Calls that have a port at once: no more than a small machine sends without effort.
    static let streamLimit = 256

    private struct State {
        var ports: PortPool
        var sessions: [UInt64: MediaSession] = [:]
        var generator = SystemRandomNumberGenerator()
        /// The thread sleeps until somebody signals.
        var isWaiting = false
        var isStopped = false
    }

    private let state: Mutex<State>
    private let arrival = DispatchSemaphore(value: 0)

    private static let failures = Counter(label: "sentrypeer_media_bind_failures")

    /// - Parameter limit: how many calls may have a port at once.
    init(ports: ClosedRange<UInt16>, limit: Int = MediaServer.streamLimit) {
        state = Mutex(State(ports: PortPool(ports, limit: limit)))
    }

    /// An even port for an answer to name; nil when as many calls as may have media have it. It is the
    /// caller's until `start` took it over or `releasePort` gave it back.
    func reservePort() -> UInt16? {
        state.withLock { $0.ports.take(using: &$0.generator) }
    }

    /// Gives back a port that was reserved for media that never started.
    func releasePort(_ port: UInt16) {
        state.withLock { state in
            if !state.sessions.values.contains(where: { $0.port == port }) { state.ports.giveBack(port) }
        }
    }

    /// Plays `plan` to a call from the next beat on. `MediaPlan.allowed` is the caller's to ask.
    ///
    /// - Parameter plan: its local port is a reserved one, which is the stream's until `stop`.
    /// - Returns: whether there is media. If not (the port turned out to be another program's, or the call has
    ///   media already) the port is given back and the call can go on without.
    @discardableResult
    func start(call: UInt64, plan: MediaPlan) -> Bool {
        let port = plan.local.port
        let stream = state.withLock { state -> MediaStream? in
            guard state.ports.isTaken(port), state.sessions[call] == nil else { return nil }
            return MediaStream(plan, using: &state.generator)
        }
        guard let stream, let session = MediaSession(stream) else {
            if stream != nil { Self.failures.increment() }
            releasePort(port)
            return false
        }
        let (isNew, wakes) = state.withLock { state in
            guard state.sessions[call] == nil, !state.isStopped else { return (false, false) }
            state.sessions[call] = session
            defer { state.isWaiting = false }
            return (true, state.isWaiting)
        }
        if wakes { arrival.signal() }
        if !isNew { end(session) }
        return isNew
    }

    /// What came of a call's media so far; nil without media.
    func report(call: UInt64) -> MediaReport? {
        state.withLock { $0.sessions[call] }?.report
    }

    /// Ends a call's media and gives its port back. Without media the report is empty.
    func stop(call: UInt64) -> MediaReport {
        state.withLock { $0.sessions.removeValue(forKey: call) }.map(end) ?? MediaReport()
    }

    @discardableResult
    private func end(_ session: MediaSession) -> MediaReport {
        // In this order, so that whoever draws the port next can bind it.
        let report = session.close()
        state.withLock { $0.ports.giveBack(session.port) }
        return report
    }

    /// Keeps the beat until `shutdown`.
    func run() async throws {
        let thread = NIOThreadPool(numberOfThreads: 1)
        thread.start()
        try? await thread.runIfActive { self.keepBeat() }
        try await thread.shutdownGracefully()
    }

    /// Ends `run`, and lets no stream start any more. Those that play fall silent.
    func shutdown() {
        state.withLock { $0.isStopped = true }
        arrival.signal()
    }

    private func keepBeat() {
        var scratch = MediaSession.Scratch()
        while waitForSession() {
            var ticks = MediaTicks(start: .now)
            while case let sessions = sessions, !sessions.isEmpty {
                let beat = ticks.next(now: .now)
                Self.sleep(until: beat)
                for session in sessions { session.tick(at: beat, &scratch) }
            }
        }
    }

    private var sessions: [MediaSession] {
        state.withLock { $0.isStopped ? [] : Array($0.sessions.values) }
    }

    /// - Returns: false when it is time to end.
    private func waitForSession() -> Bool {
        while true {
            let isReady = state.withLock { state -> Bool? in
                if state.isStopped { return false }
                state.isWaiting = state.sessions.isEmpty
                return state.isWaiting ? nil : true
            }
            if let isReady { return isReady }
            arrival.wait()
        }
    }

    private static func sleep(until time: ContinuousClock.Instant) {
        let (seconds, attoseconds) = (time - .now).components
        guard seconds >= 0, attoseconds > 0 else { return }
        var duration = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        nanosleep(&duration, nil)
    }
}
