import Events

/// Decides what is sent when, from answers and the time: so many requests at once, failed ones again after a while,
/// what will never be taken set aside. When nothing gets through any more, one request tries from time to time, and
/// the others wait.
struct DeliveryMachine {
    typealias Instant = ContinuousClock.Instant

    /// Of one request.
    struct Ticket: Hashable {
        fileprivate let number: Int
    }

    /// What follows from an answer.
    enum Consequence: Equatable {
        case delivered([EventID])
        case retried(reason: String)
        /// It will not be tried again by itself.
        case setAside(EventID, attempts: Int, status: Int?, reason: String)
        /// Nothing is sent for so long: the endpoint seems to be down, or asked for it.
        case paused(Duration, reason: String)
        /// The first success after a pause.
        case recovered
    }

    /// Events that are kept here, and bytes of them, before no more are wanted.
    private static let roomForEvents = 1_024
    private static let roomForBytes = 16 << 20
    /// Bytes after which a batch is full.
    private static let batchBytes = 512 << 10
    /// Failures one after the other, with no success between, that count as the endpoint being down. With a third of
    /// all requests failing by chance this would happen once in seven thousand.
    private static let fatalFailures = 8
    /// Failures of one parcel, while others got through, before it is set aside: because of a fault at the other side,
    /// and for want of permission, which for one event alone is a filter's doing.
    private static let patience = 16
    private static let patienceWithoutPermission = 3

    private let requestLimit: Int
    private let batchSize: Int
    private let hasTokens: Bool

    private var fresh: ArraySlice<Delivery> = []
    /// To be tried again, the earliest last.
    private var waiting: [Parcel] = []
    private var flying: [Ticket: Parcel] = [:]
    private var pending: Set<EventID> = []
    private var pendingBytes = 0
    private var lastTicket = 0

    private var pause: Instant?
    private var pauses = 0
    private var failuresInARow = 0
    private var lastSuccess: Instant?

    /// - Parameters:
    ///   - requestLimit: requests at once, 1...
    ///   - batchSize: events a request at most, 1...
    ///   - hasTokens: whether a 401 is a reason to ask for a new token and try again at once.
    init(requestLimit: Int, batchSize: Int, hasTokens: Bool) {
        self.requestLimit = requestLimit
        self.batchSize = batchSize
        self.hasTokens = hasTokens
    }

    // MARK: What is there

    /// How many more events are wanted.
    var room: Int { pendingBytes < Self.roomForBytes ? Self.roomForEvents - pending.count : 0 }

    /// Events that are here and neither delivered nor set aside.
    var unfinished: Set<EventID> { pending }

    var isFlying: Bool { !flying.isEmpty }

    /// Takes events to deliver. One that is here already is not taken again.
    mutating func add(_ deliveries: [Delivery]) {
        for delivery in deliveries where pending.insert(delivery.id).inserted {
            pendingBytes += delivery.body.readableBytes
            fresh.append(delivery)
        }
    }

    // MARK: What to send

    /// The next request to send now, if there is one. Its answer belongs into `ended`.
    mutating func next(at now: Instant) -> (ticket: Ticket, deliveries: [Delivery], isRetry: Bool)? {
        guard flying.count < requestLimit, pause.map({ now >= $0 }) ?? true else { return nil }
        // After a pause, one that tells whether it is over.
        guard pauses == 0 || flying.isEmpty, var parcel = take(at: now) else { return nil }
        parcel.attempts += 1
        parcel.lastSent = now
        lastTicket += 1
        let ticket = Ticket(number: lastTicket)
        flying[ticket] = parcel
        return (ticket, parcel.deliveries, parcel.attempts > 1)
    }

    private mutating func take(at now: Instant) -> Parcel? {
        if let next = waiting.last, now >= next.due || pauses > 0 { return waiting.removeLast() }
        guard !fresh.isEmpty else { return nil }
        var batch: [Delivery] = []
        var bytes = 0
        while batch.count < batchSize, let next = fresh.first, batch.isEmpty || bytes < Self.batchBytes {
            bytes += next.body.readableBytes
            batch.append(next)
            fresh.removeFirst()
        }
        return Parcel(batch, due: now)
    }

    // MARK: What came of it

    /// A request has ended.
    ///
    /// - Parameter random: 0..<1.
    mutating func ended(_ ticket: Ticket, _ verdict: Verdict, at now: Instant, random: Double) -> [Consequence] {
        guard var parcel = flying.removeValue(forKey: ticket) else { return [] }
        switch verdict {
        case .delivered:
            let consequences: [Consequence] = pauses > 0 ? [.recovered] : []
            lastSuccess = now
            isAlive()
            finish(parcel)
            return consequences + [.delivered(parcel.deliveries.map(\.id))]
        case .refused(let status, let reason):
            isAlive()
            return setAside(parcel, status: status, reason: reason, at: now)
        case .unauthorized(let reason) where hasTokens && !parcel.isReauthorized:
            parcel.isReauthorized = true
            parcel.due = now
            wait(parcel)
            return [.retried(reason: reason)]
        case .unauthorized(let reason):
            return failed(
                &parcel, counting: \.denials, upTo: Self.patienceWithoutPermission, reason: reason, retryAfter: nil,
                at: now, random)
        case .failed(let reason, let retryAfter):
            return failed(
                &parcel, counting: \.blames, upTo: Self.patience, reason: reason, retryAfter: retryAfter, at: now,
                random)
        }
    }

    /// The endpoint has an opinion of its own again.
    private mutating func isAlive() {
        failuresInARow = 0
        pauses = 0
    }

    private mutating func failed(
        _ parcel: inout Parcel, counting count: WritableKeyPath<Parcel, Int>, upTo patience: Int, reason: String,
        retryAfter: Duration?, at now: Instant, _ random: Double
    ) -> [Consequence] {
        parcel.isReauthorized = false
        if let lastSuccess, let lastSent = parcel.lastSent, lastSuccess >= lastSent { parcel[keyPath: count] += 1 }
        if parcel[keyPath: count] >= patience { return setAside(parcel, status: nil, reason: reason, at: now) }
        parcel.due = now + max(Backoff.requests.delay(after: parcel.attempts, random: random), retryAfter ?? .zero)
        wait(parcel)
        failuresInARow += 1
        return [.retried(reason: reason)] + stop(reason: reason, retryAfter: retryAfter, at: now, random)
    }

    /// Pauses when the endpoint asks for it, and when nothing gets through.
    private mutating func stop(
        reason: String, retryAfter: Duration?, at now: Instant, _ random: Double
    ) -> [Consequence] {
        let isPausing = pause.map { now < $0 } ?? false
        var delay = retryAfter ?? .zero
        if !isPausing, failuresInARow >= min(Self.fatalFailures, waiting.count + flying.count + fresh.count) {
            pauses += 1
            delay = max(delay, Backoff.requests.delay(after: pauses, random: random))
        }
        guard delay > .zero, pause.map({ now + delay > $0 }) ?? true else { return [] }
        pause = now + delay
        return isPausing ? [] : [.paused(delay, reason: reason)]
    }

    private mutating func setAside(_ parcel: Parcel, status: Int?, reason: String, at now: Instant) -> [Consequence] {
        guard parcel.deliveries.count == 1, let delivery = parcel.deliveries.first else {
            // One of them is to blame; which one shows when each goes alone.
            for single in parcel.split(at: now) { wait(single) }
            return [.retried(reason: reason)]
        }
        finish(parcel)
        return [.setAside(delivery.id, attempts: parcel.attempts, status: status, reason: reason)]
    }

    private mutating func wait(_ parcel: Parcel) {
        let place = waiting.firstIndex { $0.due < parcel.due } ?? waiting.endIndex
        waiting.insert(parcel, at: place)
    }

    private mutating func finish(_ parcel: Parcel) {
        for delivery in parcel.deliveries {
            pending.remove(delivery.id)
            pendingBytes -= delivery.body.readableBytes
        }
    }
}
