/// Decides when to ask for a token, and which one to use meanwhile: one request at a time, a new one before the old one
/// ends, longer and longer pauses while none is to be had.
struct TokenMachine {
    typealias Instant = ContinuousClock.Instant

    /// A token is replaced so long before its end, or when a fifth of its life is left, whichever is less.
    private static let margin = Duration.seconds(60)

    private struct Held {
        let token: AccessToken
        /// Nil for a token that is good until somebody refuses it.
        let refresh: Instant?
        let end: Instant?
    }

    private var held: Held?
    private var generation = 0
    private var isAsking = false
    private var pause: Instant?
    private var failures = 0

    /// The token to send now; nil while there is none.
    func token(at now: Instant) -> AccessToken? {
        guard let held, held.end.map({ now < $0 }) ?? true else { return nil }
        return held.token
    }

    /// Whether to send a token request now. Having said so, it says no until that one has ended.
    mutating func shouldAsk(at now: Instant) -> Bool {
        guard !isAsking, pause.map({ now >= $0 }) ?? true else { return false }
        guard held == nil || held?.refresh.map({ now >= $0 }) ?? false else { return false }
        isAsking = true
        return true
    }

    /// The request got a token.
    mutating func received(_ answer: TokenAnswer, at now: Instant) {
        isAsking = false
        pause = nil
        failures = 0
        generation += 1
        held = Held(
            token: AccessToken(secret: answer.token, generation: generation),
            refresh: answer.lifetime.map { now + $0 - min(Self.margin, $0 / 5) },
            end: answer.lifetime.map { now + $0 })
    }

    /// The request got none.
    /// - Returns: how long nothing is asked.
    mutating func failed(at now: Instant, random: Double) -> Duration {
        isAsking = false
        failures += 1
        let delay = Backoff.requests.delay(after: failures, random: random)
        pause = now + delay
        return delay
    }

    /// Somebody would not take this token. Those who say so of one that has been replaced change nothing.
    mutating func refused(_ token: AccessToken) {
        if held?.token.generation == token.generation { held = nil }
    }
}
