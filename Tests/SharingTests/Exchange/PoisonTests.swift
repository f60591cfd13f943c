import Events
import SIP
import Telephony
import Testing

@testable import Sharing

/// What others may try, as an exchange takes it: by what it listens to, by what it asks for, by what it keeps.
struct PoisonTests {
    /// One node that listens. Whatever else is in the network is made up.
    private func network(_ change: (inout ExchangeSettings) -> Void = { _ in }) throws -> ModelNetwork {
        var settings = ExchangeSettings()
        settings.policy.keyAge = .zero
        change(&settings)
        var network = ModelNetwork([try .make(100, settings)])
        network.run(for: .seconds(1))
        return network
    }

    private func drops(_ network: ModelNetwork) -> [DropReason: Int] { network.exchanges[0].engine.drops }

    private func isActionable(_ subject: Subject, in network: ModelNetwork) -> Bool {
        network.exchanges[0].engine.isActionable(subject, at: network.now)
    }

    /// A value that the node keeps, so that it sees where the author is.
    private func kept(_ value: SignedValue, from address: String) throws -> NodeReport {
        .kept(
            KeptValue(
                key: value.value.header.key.infoHash, id: value.value.header.id,
                from: try #require(IPAddress(address)), data: value.bytes))
    }

    @Test func whatIsWrongIsDroppedAndCounted() throws {
        var network = try network()
        let (now, liar) = (network.now.wholeSeconds, try author(1))
        let good = try batch([event(at: now)], by: liar, at: now)
        let place = good.value.header.key
        // A signature that is not the author's.
        let forged = try SignedValue(good.bytes.dropLast() + [good.bytes[good.bytes.count - 1] ^ 1])
        network.store(forged)
        // Another key, another epoch, and the same id by another author.
        network.store(good, under: .feed(FeedPlace(epoch: Epoch(now), shard: 1)))
        network.store(good, id: 7)
        let earlier = now.adding(.seconds(-600))
        network.store(try batch([event(at: earlier)], by: liar, at: earlier), under: place)
        // A clock that is far off.
        let ahead = now.adding(.seconds(1_800))
        let early = try batch([event(at: ahead)], by: liar, at: ahead)
        network.exchanges[0].hear(try kept(early, from: "91.1.2.3"), at: network.now)
        network.store(
            NetworkPut(
                request: 0, key: place.infoHash, id: 8, type: PeerNetwork.type, userType: "",
                data: [UInt8](repeating: 0, count: ValueLimits.bytes + 1)))
        network.run(for: .seconds(2))
        #expect(drops(network) == [.signature: 1, .key: 1, .foreignID: 1, .oversize: 1, .clock: 1])
        #expect(network.wishes[0].reports.isEmpty)
        #expect(network.exchanges[0].counts.received == 0)
    }

    @Test func whatIsOverIsDropped() throws {
        var network = try network()
        let now = network.now.wholeSeconds
        let header = ValueHeader(
            network: PeerNetwork.network, key: .feed(FeedPlace(epoch: Epoch(now), shard: 0)),
            author: try author(1).author, sequence: 1, previous: nil, created: now, expires: now.adding(.seconds(1)))
        let body = BatchBody(width: 0, events: [try event(at: now)])
        let short = try #require(SignedValue(SharedValue(header, .batch(body)), by: try author(1)))
        network.run(for: .seconds(5))
        network.store(short)
        network.run(for: .seconds(1))
        #expect(drops(network) == [.expired: 1])
    }

    @Test(arguments: ["8.8.8.8", "45.134.144.128"])
    func oneAuthorAloneMakesNothingActionable(_ victim: String) throws {
        var network = try network { $0.policy.countsUnproven = true }
        network.exchanges[0].noteOwn(try address("45.134.144.128"))
        let liar = try author(1)
        for sequence in 1...20 as ClosedRange<UInt64> {
            let now = network.now.wholeSeconds
            let value = try batch(
                [event(victim, number: "911", at: now), event("185.53.88.31", at: now)], by: liar, sequence: sequence,
                at: now)
            network.exchanges[0].hear(try kept(value, from: "91.1.\(sequence).3"), at: network.now)
            network.store(value)
            network.run(for: .seconds(2))
        }
        #expect(!isActionable(.address(try address(victim)), in: network))
        #expect(!isActionable(.address(try address("185.53.88.31")), in: network))
        let reports = network.wishes[0].reports
        #expect(!reports.contains { $0.subject == .address((try? address(victim)) ?? .v4(0)) })
        #expect(!reports.isEmpty)
    }

    @Test func threeAuthorsCountOnlyFromThreeNetworks() throws {
        for networks in [["91.1.2.3", "91.1.2.4", "91.1.2.5"], ["91.1.2.3", "92.1.2.3", "93.1.2.3"]] {
            var network = try network()
            for (number, from) in networks.enumerated() {
                let now = network.now.wholeSeconds
                let identity = try author(UInt8(number + 1))
                for sequence in 1...2 as ClosedRange<UInt64> {
                    let value = try batch([event(at: now)], by: identity, sequence: sequence, at: now)
                    network.exchanges[0].hear(try kept(value, from: from), at: network.now)
                    network.store(value)
                    network.run(for: .seconds(1))
                }
            }
            let differ = Set(networks.map { $0.prefix(2) }).count > 1
            #expect(isActionable(.address(try address("185.53.88.31")), in: network) == differ)
        }
    }

    @Test func aCopyDoesNotMoveItsAuthor() throws {
        var network = try network()
        let now = network.now.wholeSeconds
        let value = try batch([event(at: now)], by: author(1), at: now)
        network.exchanges[0].hear(try kept(value, from: "91.1.2.3"), at: network.now)
        network.run(for: .seconds(1))
        network.exchanges[0].hear(try kept(value, from: "66.6.6.6"), at: network.now)
        network.run(for: .seconds(1))
        let standing = try #require(network.exchanges[0].engine.standing(of: try author(1).author))
        #expect(standing.network == IPAddress("91.1.2.0"))
    }

    @Test func theSameUnderALookUpKeyIsNoMore() throws {
        var network = ModelNetwork([try .make(1), try .make(100)])
        network.run(for: .seconds(5))
        let now = network.now
        network.exchanges[0].see(try event(at: now, attempts: 3), at: now)
        network.run(for: .seconds(5))
        let subject = Subject.address(try address("185.53.88.31"))
        network.exchanges[1].lookUp(subject, ticket: 1, at: network.now)
        network.run(for: .seconds(2))
        #expect(network.wishes[1].reports.count { $0.subject == subject } == 1)
        #expect(network.exchanges[1].engine.evidence(of: subject).map(\.evidence.attempts) == [3])
    }

    @Test func aBlockedAuthorIsNotHeard() throws {
        var network = try network()
        network.exchanges[0].decide(trusted: [try author(2).author], blocked: [try author(1).author])
        let now = network.now.wholeSeconds
        network.store(try batch([event("185.53.1.1", at: now)], by: author(1), at: now))
        network.store(try batch([event("185.53.2.2", at: now)], by: author(2), at: now))
        network.run(for: .seconds(2))
        #expect(drops(network) == [.blocked: 1])
        #expect(isActionable(.address(try address("185.53.2.2")), in: network), "a trusted one is believed alone")
        network.exchanges[0].decide(trusted: [], blocked: [try author(2).author])
        #expect(!isActionable(.address(try address("185.53.2.2")), in: network))
    }

    @Test func ofAnOverfullKeyNothingIsKnown() throws {
        var network = try network()
        let subject = Subject.address(try address("185.53.88.31"))
        let key = KeyName.lookup(try address("185.53.88.31")).infoHash
        for id in 1...7_600 as ClosedRange<UInt64> {
            network.store(
                NetworkPut(request: 0, key: key, id: id, type: PeerNetwork.type, userType: "", data: [0x83, 0, 1, 2]))
        }
        network.exchanges[0].lookUp(subject, ticket: 1, at: network.now)
        network.run(for: .seconds(2.5))
        #expect(network.wishes[0].answers == [1: .unknown(.overfull)])
        #expect(network.exchanges[0].queue.count == 0)
    }

    @Test func whateverComesNothingBreaks() throws {
        var network = try network()
        var draws = Draws(1)
        let now = network.now.wholeSeconds
        let good = try batch([event(at: now)], by: author(1), at: now)
        let listen = try #require(network.exchanges[0].requests.ids.first)
        for round in 0..<2_000 as Range<UInt64> {
            var bytes = good.bytes
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &draws)] = .random(in: 0 ... .max, using: &draws)
            }
            bytes.removeLast(Int.random(in: 0...bytes.count, using: &draws) * Int(round % 2))
            let id = round % 3 == 0 ? good.value.header.id : draws.next()
            let request = round % 5 == 0 ? draws.next() : listen
            let value = NetworkValue(
                request: request, id: id, type: PeerNetwork.type, isExpired: round % 7 == 0, data: bytes)
            network.exchanges[0].hear(.value(value), at: network.now)
            let kept = KeptValue(key: good.value.header.key.infoHash, id: id, from: .v4(UInt32(round)), data: bytes)
            network.exchanges[0].hear(.kept(kept), at: network.now)
            network.exchanges[0].hear(.done(request: draws.next(), hasSucceeded: round % 2 == 0), at: network.now)
        }
        network.run(for: .seconds(20))
        #expect(network.wishes[0].reports.isEmpty)
        #expect(network.exchanges[0].queue.count == 0)
    }

    @Test func aQueueThatIsFullDropsAndCounts() throws {
        var network = try network()
        let now = network.now
        let listen = try #require(network.exchanges[0].requests.ids.first)
        for id in 0..<12_000 as Range<UInt64> {
            let value = NetworkValue(request: listen, id: id, type: PeerNetwork.type, isExpired: false, data: [1])
            network.exchanges[0].hear(.value(value), at: now)
        }
        #expect(drops(network) == [.queue: 2_000])
        network.run(for: .seconds(30))
        #expect(drops(network) == [.queue: 2_000, .malformed: 10_000])
        #expect(network.exchanges[0].width.width == 1, "there is more than was heard")
    }
}
