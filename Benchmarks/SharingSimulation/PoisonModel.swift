import Events
import SIP
import Sharing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What one node believes after a day in which some authors lie, by the product's own engine on signed values. Victims and
/// attackers are samples; everybody's batch holds what it says of these.
struct PoisonModel {
    enum Lie: String, CaseIterable {
        case alone = "each names addresses of its own choice"
        case newKeys = "together, keys made today"
        case oneHoster = "together, old keys, two networks"
        case protected = "together, old keys, anywhere: resolvers, private networks, the node itself"
        case everywhere = "together, old keys, anywhere"
    }

    struct Outcome {
        /// Share of victims that became actionable, and of those sampled attackers whose address is proven and that as many
        /// authors as the quorum reported.
        let poisoned: Double
        let found: Double
    }

    private static let samples = 200
    private static let eventsOfLiar = 50
    private static let quorums = [3, 30]
    private static let own = IPAddress.v4(0x5BC8_0101)

    let scenario: Scenario
    /// Share of authors whose network this node has seen within a week, as one of eight that keep a batch.
    let seen: Double
    /// The same in each run.
    private let identities: [Identity]

    init(_ scenario: Scenario, batchesOfNode: Double) {
        self.scenario = scenario
        let stored = Double(scenario.replicas) / Double(scenario.nodes)
        seen = 1 - pow(1 - stored, 7 * batchesOfNode)
        identities = (0..<scenario.nodes).map { _ in Identity() }
    }

    /// By quorum.
    func run(_ lie: Lie, liars share: Double) -> [(quorum: Int, Outcome)] {
        var draws = Draws(UInt64(share * 1_000) + 77)
        var policy = TrustPolicy()
        policy.rules.ownAddresses = [Self.own]
        policy.quorum = Self.quorums.max() ?? policy.quorum
        var engine = TrustEngine(policy: policy, network: 2, own: Identity().author)
        var reports: [IPAddress: Int] = [:]
        let liars = Int(Double(scenario.nodes) * share)
        for (place, identity) in identities.enumerated() {
            let isLiar = place < liars
            let isGrown = isLiar ? lie != .newKeys : draws.unit() < 0.9
            engine.restore(
                AuthorStanding(firstSeen: moment(isGrown ? -30 * 86_400 : 0)), of: identity.author, at: dayStart)
            if draws.unit() < seen {
                let network = isLiar && lie == .oneHoster ? draws.below(2) : draws.below(1_000_000) + 2
                engine.note(identity.author, from: .v4(0x5000_0000 + UInt32(network) << 8), at: dayStart)
            }
            let events = isLiar ? lies(lie, &draws) : sightings(&draws)
            for event in events { reports[event.address, default: 0] += 1 }
            if !events.isEmpty, let value = batch(events, by: identity) {
                _ = try? engine.receive(value, at: moment(43_200))
            }
        }
        let victims = (0..<Self.samples).map { victim($0, lie) }
        let attackers = sampledAttackers.filter(model.isProven).map(model.address)
        return Self.quorums.map { quorum in
            engine.policy.quorum = quorum
            func share(_ addresses: [IPAddress]) -> Double {
                let actionable = addresses.filter { engine.isActionable(.address($0), at: moment(43_200)) }
                return Double(actionable.count) / Double(max(1, addresses.count))
            }
            let reported = attackers.filter { reports[$0, default: 0] >= quorum }
            return (quorum, Outcome(poisoned: share(victims), found: share(reported)))
        }
    }

    private var model: AttackModel { AttackModel(scenario: scenario) }

    private var sampledAttackers: [Int] {
        Array(stride(from: 0, to: scenario.attackers, by: scenario.attackers / Self.samples))
    }

    private func victim(_ place: Int, _ lie: Lie) -> IPAddress {
        guard lie == .protected else { return .v4(0xC200_0000 + UInt32(place)) }
        switch place % 3 {
        case 0: return .v4(0x0808_0800 + UInt32(place % 256))
        case 1: return .v4(0xC0A8_0000 + UInt32(place))
        default: return Self.own
        }
    }

    private func lies(_ lie: Lie, _ draws: inout Draws) -> [BatchEvent] {
        let first = draws.below(Self.samples)
        return (0..<Self.eventsOfLiar).map { offset in
            // Those who act alone draw from far more addresses than are sampled.
            let place = lie == .alone ? draws.below(100_000) : (first + offset) % Self.samples
            return event(of: victim(place, lie), isProven: true)
        }
    }

    /// The sampled attackers that visit a node in a day.
    private func sightings(_ draws: inout Draws) -> [BatchEvent] {
        let visits = scenario.events / (scenario.nodes * scenario.attemptsOfVisit)
        let step = scenario.attackers / Self.samples
        let places = Set((0..<visits).map { _ in draws.skewed(below: scenario.attackers) }.filter { $0 % step == 0 })
        return places.map { event(of: model.address(of: $0), isProven: model.isProven($0)) }
    }

    private func event(of address: IPAddress, isProven: Bool) -> BatchEvent {
        BatchEvent(
            address: address, number: "+46500729221", method: "INVITE", first: dayStart, last: dayStart, attempts: 1,
            isProven: isProven)
    }

    private func batch(_ events: [BatchEvent], by identity: Identity) -> ReceivedValue? {
        var chain = OwnChain(identity, network: 2)
        let distinct = Dictionary(events.map { ($0.address, $0) }) { first, _ in first }
        guard let value = chain.batch(Array(distinct.values), width: 6, at: moment(40_000)) else { return nil }
        return ReceivedValue(
            bytes: value.bytes, id: value.value.header.id, key: value.value.header.key.infoHash)
    }
}
