import Events
import Sharing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How long a batch takes from its making to the other nodes: a put to eight nodes, the listeners at four of them, and the
/// backfill of those who were away.
struct DelayModel {
    let scenario: Scenario
    private var draws = Draws(11)
    /// Seconds after its return at which a node has an epoch that lies so many back.
    private let backfill: [Int: Double]

    init(_ scenario: Scenario, shards: ClosedRange<UInt16>) {
        self.scenario = scenario
        backfill = Self.backfill(shards)
    }

    /// By the product's own state machine.
    private static func backfill(_ shards: ClosedRange<UInt16>) -> [Int: Double] {
        var machine = Backfill()
        machine.begin(since: nil, shards: shards, at: dayStart)
        var seconds: [Int: Double] = [:]
        var second = 0.0
        while !machine.isIdle {
            for key in machine.next(at: moment(second)) {
                guard case .feed(let place) = key else { continue }
                seconds[Int(Epoch(dayStart).number) - Int(place.epoch.number)] = second
            }
            second += 1
        }
        return seconds
    }

    /// Seconds until the given share of nodes has a batch: of those that are up, and of all.
    mutating func times(of bytes: Double, share: Double) -> (up: Double, all: Double) {
        let parts = max(1, Int((bytes + 1_279) / 1_280))
        let put = search()
        let stored = (0..<scenario.replicas).map { _ in put + send(parts) }
        var up: [Double] = []
        var all: [Double] = []
        for _ in 0..<scenario.nodes {
            let isUp = draws.unit() < scenario.up / (scenario.up + scenario.away)
            if isUp {
                let heard = stored.shuffled(using: &draws).prefix(scenario.listens).map { $0 + notify(parts) }.min()
                let time = heard.flatMap { $0 < .infinity ? $0 : nil } ?? missed()
                up.append(time)
                all.append(time)
            } else {
                let back = draws.exponential(mean: scenario.away)
                all.append(back + (backfill[Int(back / 600) + 1] ?? 0))
            }
        }
        return (Self.quantile(up, share), Self.quantile(all, share))
    }

    /// Nobody's notice came: the chain shows the gap with the author's next head, and the epoch has to end.
    private mutating func missed() -> Double { 600 + draws.exponential(mean: 1_800) }

    /// The hops of a search one after the other; three nodes are asked at once, the first to answer counts.
    private mutating func search() -> Double {
        let hops = max(1, Int((log2(Double(scenario.nodes)) / 3).rounded(.up)))
        return (0..<hops).reduce(0) { sum, _ in sum + (0..<3).reduce(.infinity) { best, _ in min(best, send(1) * 2) } }
    }

    /// A request of several parts; when one is lost all are sent again. Infinite when it fails three times.
    private mutating func send(_ parts: Int) -> Double {
        for attempt in 0..<3 {
            let isWhole = (0...parts).allSatisfy { _ in draws.unit() >= scenario.loss }
            if isWhole { return Double(attempt) * scenario.timeout + oneWay() }
        }
        return .infinity
    }

    private mutating func notify(_ parts: Int) -> Double { send(parts) }

    private mutating func oneWay() -> Double { scenario.delay + draws.exponential(mean: scenario.delayTail) }

    static func quantile(_ values: [Double], _ share: Double) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
}
