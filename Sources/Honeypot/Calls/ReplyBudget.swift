/// How many bytes may still go to an address (RFC 9000 §8.1 has the rule): any number once it has proved that
/// it receives what we send, before that a part of what came from it.
struct ReplyBudget: Hashable, Sendable {
    /// nil without a bound.
    private var rest: Int?

    static let proved = ReplyBudget(rest: nil)
    static let nothing = ReplyBudget(bytes: 0)
    /// More than any answer takes, and far from overflow.
    private static let limit = 1 << 30

    private init(rest: Int?) {
        self.rest = rest
    }

    init(bytes: Int) {
        rest = min(max(bytes, 0), Self.limit)
    }

    var isProved: Bool { rest == nil }

    /// Whether so many bytes may be sent.
    func allows(_ bytes: Int) -> Bool { rest.map { $0 >= bytes } ?? true }

    /// Takes `bytes` off, if `reserve` stays behind them.
    ///
    /// - Returns: Whether they may be sent.
    mutating func take(_ bytes: Int, keeping reserve: Int = 0) -> Bool {
        guard let rest else { return true }
        guard rest >= bytes, rest - bytes >= reserve else { return false }
        self.rest = rest - bytes
        return true
    }

    /// Adds what a further packet of the same address allows.
    mutating func add(_ other: ReplyBudget) {
        guard let rest, let more = other.rest else {
            rest = nil
            return
        }
        self.rest = min(rest + more, Self.limit)
    }
}
