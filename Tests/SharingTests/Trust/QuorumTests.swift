import Events
import SIP
import Telephony
import Testing

@testable import Sharing

/// What it takes until a public report is acted upon.
struct QuorumTests {
    private let attacker = "185.53.88.31"

    /// Authors with keys of the given age, each from its network, that all report `events` now.
    private func engine(
        _ networks: [String?], keyAge: Duration = .seconds(8 * 86_400), own: String? = nil,
        reporting events: [BatchEvent]
    ) throws -> TrustEngine {
        var policy = TrustPolicy()
        policy.rules.ownAddresses = Set([try own.map(address)].compactMap(\.self))
        var engine = TrustEngine(policy: policy, network: 2, own: try author(99).author)
        for (place, network) in networks.enumerated() {
            let identity = try author(UInt8(place + 1))
            engine.restore(
                AuthorStanding(firstSeen: start.adding(.zero - keyAge)), of: identity.author, at: start)
            if let network { engine.note(identity.author, from: try address(network), at: start) }
            _ = try engine.receive(ReceivedValue(batch(events, by: identity)), at: start)
        }
        return engine
    }

    private func isActionable(_ engine: TrustEngine, _ text: String, at now: Timestamp = start) throws -> Bool {
        engine.isActionable(.address(try address(text)), at: now)
    }

    private let apart: [String?] = ["91.1.1.1", "91.1.2.1", "91.1.3.1"]

    @Test func threeGrownAuthorsOfThreeNetworksAreEnough() throws {
        let engine = try engine(apart, reporting: [event(attacker)])
        #expect(try isActionable(engine, attacker))
        #expect(engine.isActionable(.number(try #require(E164(46_500_729_221))), at: start))
    }

    @Test func twoAreNot() throws {
        #expect(!(try isActionable(engine(Array(apart.prefix(2)), reporting: [event(attacker)]), attacker)))
    }

    @Test func threeInOneNetworkAreNot() throws {
        let engine = try engine(["91.1.1.1", "91.1.1.2", "91.1.1.3"], reporting: [event(attacker)])
        #expect(!(try isActionable(engine, attacker)))
        let v6 = try self.engine(
            ["2a00:1450:4001:1::1", "2a00:1450:4001:2::1", "2a00:1450:4001:3::1"], reporting: [event(attacker)])
        #expect(!(try isActionable(v6, attacker)))
    }

    @Test func authorsOfUnknownNetworksDoNotCount() throws {
        let unknown = [String?](repeating: nil, count: 10)
        #expect(!(try isActionable(engine(unknown, reporting: [event(attacker)]), attacker)))
        let mixed = try engine(unknown + ["91.1.1.1", "91.1.2.1"], reporting: [event(attacker)])
        #expect(!(try isActionable(mixed, attacker)))
    }

    /// Who wants an attacker overlooked might fill the list of those who reported it.
    @Test func manyAuthorsOfOneNetworkPushOutNobody() throws {
        let crowd = (1...60).map { "91.2.2.\($0)" as String? }
        #expect(try isActionable(engine(apart + crowd, reporting: [event(attacker)]), attacker))
        #expect(!(try isActionable(engine(crowd, reporting: [event(attacker)]), attacker)))
    }

    @Test func newKeysDoNotCount() throws {
        let engine = try engine(apart, keyAge: .seconds(7 * 86_400 - 1), reporting: [event(attacker)])
        #expect(!(try isActionable(engine, attacker)))
    }

    @Test func forgeableSourcesDoNotCount() throws {
        let engine = try engine(apart, reporting: [event(attacker, isProven: false)])
        #expect(!(try isActionable(engine, attacker)))
    }

    @Test func reportsAreForgottenAfterADay() throws {
        let engine = try engine(apart, reporting: [event(attacker)])
        #expect(try isActionable(engine, attacker, at: start.adding(.seconds(86_400))))
        #expect(!(try isActionable(engine, attacker, at: start.adding(.seconds(86_401)))))
    }

    @Test(arguments: ["8.8.8.8", "192.168.1.1", "185.53.88.1", "2001:4860:4860::8888", "127.0.0.1", "fe80::1", "::1"])
    func whatNobodyMayBlockIsNeverActionable(victim: String) throws {
        let engine = try engine(apart, own: "185.53.88.1", reporting: [event(victim), event("185.53.88.77")])
        #expect(!(try isActionable(engine, victim)))
        #expect(engine.evidence(of: .address(try address(victim))).isEmpty)
        #expect(try isActionable(engine, "185.53.88.77"))
    }

    @Test(arguments: ["911", "112", "+44999", "9911", "+123456789012345678"])
    func serviceNumbersAndThoseTooLongAreLeftOut(number: String) throws {
        let engine = try engine(apart, reporting: [event(attacker, number: number)])
        #expect(!(try isActionable(engine, attacker)))
        #expect(engine.rejections.values.reduce(0, +) == 3)
    }

    /// One author, 20 batches, each with as many victims as it holds.
    @Test(arguments: ["8.8.8.8", "185.53.88.1"])
    func oneAuthorThatFloodsGetsNowhere(victim: String) throws {
        var engine = try engine(["91.1.1.1"], own: "185.53.88.1", reporting: [event(attacker)])
        let identity = try author(1)
        for sequence in 2...40 as ClosedRange<UInt64> {
            let events = try [event(victim), event(victim, number: "911"), event("185.53.88.50", number: "911")]
            _ = try? engine.receive(ReceivedValue(batch(events, by: identity, sequence: sequence)), at: start)
        }
        #expect(!(try isActionable(engine, victim)))
        #expect(!(try isActionable(engine, "185.53.88.50")))
        #expect(engine.evidence(of: .address(try address(victim))).isEmpty)
    }
}
