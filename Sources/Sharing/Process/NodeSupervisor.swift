import SIP

/// Decides when the child is started, what it is told, and when it is given up. What was asked for outlives the child:
/// the next one is told all of it that still matters.
struct NodeSupervisor {
    enum Action: Equatable {
        case spawn
        case send(NodeCommand)
        case kill
        /// It is not needed for now.
        case end
    }

    typealias Instant = ContinuousClock.Instant

    /// Pauses between two starts, doubled each time that a child lives shortly.
    static let shortestPause = Duration.seconds(0.5)
    static let longestPause = Duration.seconds(30)
    /// A child that lived so long has proved itself.
    static let probation = Duration.seconds(60)
    /// It says something each second; silent so long, it hangs.
    static let silence = Duration.seconds(15)
    static let putLimit = 4_096
    static let getLimit = 256

    private enum Phase {
        case waiting(until: Instant)
        case running(since: Instant, heard: Instant, isIntroduced: Bool)
    }

    private struct LivePut {
        let put: NetworkPut
        /// When its life began.
        let begin: Instant
    }

    private let configuration: NodeConfiguration
    private var phase: Phase
    private var pause = shortestPause
    private var endpoints: [Endpoint] = []
    private var serves = true
    private var rests = false
    private var listens: [UInt64: InfoHash] = [:]
    private var gets: [UInt64: InfoHash] = [:]
    private var puts: [UInt64: LivePut] = [:]
    /// How often a child ended before it was to.
    private(set) var restarts = 0

    init(_ configuration: NodeConfiguration, at now: Instant) {
        self.configuration = configuration
        phase = .waiting(until: now)
    }

    /// Whether the child knows nodes that answer.
    var isConnected: Bool {
        if case .running(_, _, true) = phase { true } else { false }
    }

    private var isRunning: Bool {
        if case .running = phase { true } else { false }
    }

    // MARK: What happens

    mutating func advance(to now: Instant) -> [Action] {
        puts = puts.filter { now - $0.value.begin < lifetime($0.value.put) }
        switch phase {
        case .waiting(let until):
            guard !rests, now >= until else { return [] }
            phase = .running(since: now, heard: now, isIntroduced: false)
            return [.spawn, .send(.start(configuration))] + (serves ? [] : [.send(.serve(false))])
                + [.send(.bootstrap(endpoints))]
                + listens.sorted { $0.key < $1.key }.map { .send(.listen(request: $0.key, key: $0.value)) }
        case .running(_, let heard, _):
            return now - heard >= Self.silence ? [.kill] : []
        }
    }

    /// The child ended, or could not be started.
    mutating func end(at now: Instant) {
        if case .running(let since, _, _) = phase, now - since >= Self.probation { pause = Self.shortestPause }
        phase = .waiting(until: now + pause)
        pause = min(pause * 2, Self.longestPause)
        restarts += 1
    }

    /// What the child said. Puts and gets wait until it knows somebody to ask.
    mutating func hear(_ report: NodeReport, at now: Instant) -> [Action] {
        guard case .running(let since, _, let wasIntroduced) = phase else { return [] }
        var isIntroduced = wasIntroduced
        switch report {
        case .done(let request, let hasSucceeded):
            gets[request] = nil
            if hasSucceeded { forgetPut(of: request) }
        case .statistics(let statistics) where statistics.goodNodes > 0: isIntroduced = true
        case .statistics, .value, .kept, .stopped: break
        }
        phase = .running(since: since, heard: now, isIntroduced: isIntroduced)
        return isIntroduced && !wasIntroduced ? handover(at: now) : []
    }

    private func handover(at now: Instant) -> [Action] {
        puts.values.sorted { $0.begin < $1.begin }.map { live in
            var put = live.put
            put.age = now - live.begin
            return .send(.put(put))
        } + gets.sorted { $0.key < $1.key }.map { .send(.get(request: $0.key, key: $0.value)) }
    }

    /// Others have it. Values of type 0 last shortly and are few: the next child gets them to keep as well.
    private mutating func forgetPut(of request: UInt64) {
        guard let live = puts.first(where: { $0.value.put.request == request })?.value, live.put.type != 0 else {
            return
        }
        puts[live.put.id] = nil
    }

    private func lifetime(_ put: NetworkPut) -> Duration {
        put.type != 0 && put.type == configuration.type
            ? .seconds(Int64(configuration.lifetimeSeconds)) : NetworkLimits.lifetime
    }

    // MARK: What is asked for

    /// Nodes to begin with, instead of earlier ones.
    mutating func bootstrap(_ endpoints: [Endpoint]) -> [Action] {
        self.endpoints = endpoints
        return isRunning ? [.send(.bootstrap(endpoints))] : []
    }

    mutating func listen(_ request: UInt64, _ key: InfoHash) -> [Action] {
        listens[request] = key
        return isRunning ? [.send(.listen(request: request, key: key))] : []
    }

    /// Ends a listen.
    mutating func cancel(_ request: UInt64) -> [Action] {
        guard listens.removeValue(forKey: request) != nil else { return [] }
        return isRunning ? [.send(.cancel(request: request))] : []
    }

    /// Whether others get values from this node and may put some.
    mutating func serve(_ serves: Bool) -> [Action] {
        guard serves != self.serves else { return [] }
        self.serves = serves
        return isRunning ? [.send(.serve(serves))] : []
    }

    /// Without a child for now, so that no packet leaves or is taken. What is asked for waits, and the next child is told.
    mutating func rest(_ rests: Bool, at now: Instant) -> [Action] {
        guard rests != self.rests else { return [] }
        self.rests = rests
        let isEnding = isRunning
        phase = .waiting(until: now)
        return isEnding ? [.end] : []
    }

    /// nil when too many are under way.
    mutating func get(_ request: UInt64, _ key: InfoHash) -> [Action]? {
        guard gets.count < Self.getLimit else { return nil }
        gets[request] = key
        return isConnected ? [.send(.get(request: request, key: key))] : []
    }

    /// nil when too many are alive.
    mutating func put(_ put: NetworkPut, at now: Instant) -> [Action]? {
        guard puts.count < Self.putLimit else { return nil }
        puts[put.id] = LivePut(put: put, begin: now - put.age)
        return isConnected ? [.send(.put(put))] : []
    }
}
