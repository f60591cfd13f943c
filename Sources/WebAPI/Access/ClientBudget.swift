import Events
import SIP

/// How many requests a client may make: `rate` a second, and as many at once that it saved up in a second. One number
/// a client, the moment by which it has paid for what it got (the generic cell rate algorithm).
struct ClientBudget {
    /// Clients remembered. Beyond, those that owe nothing are forgotten; when all owe, newcomers share one account.
    static let capacity = 16_384
    private static let second: Int64 = 1_000_000_000

    private let cost: Int64
    private var paidUntil: [IPAddress: Int64] = [:]
    private var sharedPaidUntil: Int64 = 0
    private var nextCleaning: Int64 = 0

    /// - Parameter rate: requests a second, 1…1,000,000,000.
    init(rate: Int) {
        cost = max(Self.second / Int64(max(rate, 1)), 1)
    }

    /// Takes one request from a client's budget.
    /// - Returns: nil when it may go on, else the seconds after which it may ask again.
    mutating func refusal(of client: IPAddress, at now: Timestamp) -> Int? {
        // Who has one IPv6 address has a whole /64.
        let key = client.isV4 ? client : client.prefix(64)
        if paidUntil.count >= Self.capacity { clean(now.nanoseconds) }
        let known = paidUntil[key]
        let isShared = known == nil && paidUntil.count >= Self.capacity
        let start = max(isShared ? sharedPaidUntil : known ?? 0, now.nanoseconds)
        guard start - now.nanoseconds < Self.second else { return 1 }
        if isShared { sharedPaidUntil = start + cost } else { paidUntil[key] = start + cost }
        return nil
    }

    /// At most once a second, so that a flood of new clients does not make each request walk the table.
    private mutating func clean(_ now: Int64) {
        guard now >= nextCleaning else { return }
        nextCleaning = now + Self.second
        paidUntil = paidUntil.filter { $0.value > now }
    }
}
