import Events
import SIP
import Testing

@testable import Sharing

/// Two exchanges and more in a network without packets.
struct ExchangeTests {
    private func network(_ count: UInt8, _ settings: ExchangeSettings = ExchangeSettings()) throws -> ModelNetwork {
        ModelNetwork(try (1...count).map { try .make($0, settings) })
    }

    private func addresses(_ evidence: [Evidence]) -> Set<String> {
        Set(
            evidence.compactMap { evidence in
                if case .address(let address) = evidence.subject { address.description } else { nil }
            })
    }

    @Test func whatOneSeesTheOthersHaveWithinASecond() throws {
        var network = try network(3)
        network.run(for: .seconds(5))
        let now = network.now
        network.exchanges[0].see(try event(at: now), at: now)
        network.run(for: .seconds(1.5))
        for other in 1...2 {
            let reports = network.wishes[other].reports
            #expect(Set(reports.map(\.author)) == [try author(1).author])
            #expect(addresses(reports) == ["185.53.88.31"])
            #expect(reports.contains { if case .number = $0.subject { true } else { false } })
        }
        #expect(network.wishes[0].reports.isEmpty, "its own comes back and is none")
        #expect(network.exchanges[0].engine.drops[.own] == 1)
    }

    @Test func listensFollowTheEpochsAndEnd() throws {
        var network = try network(2)
        network.run(for: .seconds(6 * 3_600), step: .seconds(5))
        let wishes = network.wishes[0]
        #expect((36...39).contains(wishes.listens))
        #expect(wishes.listens - wishes.cancels <= 3)
        network.exchanges[0].allow([.lookups])
        network.run(for: .seconds(10))
        #expect(network.wishes[0].listens == network.wishes[0].cancels, "none is left when feeds are too dear")
    }

    @Test func batchesOfAllEpochsArrive() throws {
        var network = try network(2)
        for step in 0..<90 {
            let now = network.now
            network.exchanges[0].see(try event("185.53.\(step).31", at: now), at: now)
            network.run(for: .seconds(120), step: .seconds(10))
        }
        network.run(for: .seconds(3_600), step: .seconds(10))
        #expect(addresses(network.wishes[1].reports).count == 90)
        #expect(network.exchanges[1].engine.drops[.quota] == nil)
    }

    @Test func twoHoursOfflineAreMadeUpForWithinAMinuteByGets() throws {
        var network = try network(3)
        network.run(for: .seconds(20))
        network.offline = [2]
        var seen = 0
        for minute in 0..<120 {
            let now = network.now
            for other in 0..<2 {
                seen += 1
                network.exchanges[other].see(try event("185.\(100 + other).\(minute).31", at: now), at: now)
            }
            network.run(for: .seconds(60), step: .seconds(10))
        }
        network.run(for: .seconds(600), step: .seconds(10))
        #expect(network.wishes[2].reports.isEmpty)
        #expect(addresses(network.wishes[0].reports).count == 120)
        let before = network.wishes[2]
        network.offline = []
        network.run(for: .seconds(60))
        #expect(addresses(network.wishes[2].reports).count == seen)
        let gets = network.wishes[2].gets - before.gets
        #expect((12...300).contains(gets), "at most five a second")
    }

    @Test func ofAnotherClockNobodyHears() throws {
        var network = try network(2)
        network.run(for: .seconds(20))
        let ahead = network.now.adding(.seconds(3_600))
        network.store(
            try batch([event(at: ahead)], by: author(9), at: Epoch(ahead).start),
            under: .feed(FeedPlace(epoch: Epoch(network.now), shard: 0)))
        network.run(for: .seconds(2))
        #expect(network.wishes[1].reports.isEmpty)
        #expect(network.exchanges[1].engine.drops == [.key: 1])
    }

    @Test func ownValuesAreBackWithinAMinuteOfARestart() throws {
        var network = try network(2)
        network.run(for: .seconds(10))
        for minute in 0..<30 {
            let now = network.now
            network.exchanges[0].see(try event("185.53.\(minute).31", at: now), at: now)
            network.run(for: .seconds(400), step: .seconds(10))
        }
        let kept = network.wishes[0].kept
        let batches = kept.filter { $0.value.header.key.isFeed }
        #expect(batches.count == 30 && kept.count > 60)
        // Those who kept them are gone, and so is the node.
        network.forget()
        var memory = ExchangeMemory()
        memory.own = kept
        memory.lastConnected = network.now
        network.exchanges[0] = try .make(1)
        network.exchanges[0].restore(memory, at: network.now)
        network.run(for: .seconds(60))
        for batch in batches {
            #expect(network.values(under: batch.value.header.key.infoHash).contains { $0.data == batch.bytes })
        }
        #expect(network.count >= kept.count)
        // The chain goes on where it was.
        let now = network.now
        network.exchanges[0].see(try event("185.54.1.1", at: now), at: now)
        network.run(for: .seconds(90))
        let next = try #require(network.wishes[0].kept.last { $0.value.header.key.isFeed })
        let last = try #require(batches.last)
        #expect(next.value.header.sequence == last.value.header.sequence + 1)
        #expect(next.value.header.previous == last.digest)
    }

    @Test func whatWasMadeOfflineIsPutOnceSomebodyIsThere() throws {
        var network = try network(2)
        network.offline = [0]
        let now = network.now
        network.exchanges[0].see(try event(at: now), at: now)
        network.run(for: .seconds(300))
        #expect(network.count == 0)
        network.offline = []
        network.run(for: .seconds(2))
        #expect(addresses(network.wishes[1].reports) == ["185.53.88.31"])
    }

    @Test func aGroupIsHeardByItsMembersAlone() throws {
        var settings = ExchangeSettings()
        settings.group = try #require(GroupSecret([UInt8](repeating: 7, count: 32)))
        var network = ModelNetwork([try .make(1, settings), try .make(2, settings), try .make(3)])
        network.run(for: .seconds(5))
        let now = network.now
        network.exchanges[0].see(try event(at: now), at: now)
        network.exchanges[2].see(try event("185.53.1.1", at: now), at: now)
        network.run(for: .seconds(5))
        #expect(addresses(network.wishes[1].reports) == ["185.53.88.31"])
        #expect(network.wishes[1].reports.allSatisfy { $0.origin == .group })
        #expect(network.wishes[2].reports.isEmpty)
        #expect(network.exchanges[1].engine.isActionable(.address(try address("185.53.88.31")), at: network.now))
    }

    @Test func chosenAuthorsAreHeardWithoutTheFeed() throws {
        var settings = ExchangeSettings()
        settings.hearsFeeds = false
        settings.policy.onlyTrustedAuthors = true
        settings.policy.trustedAuthors = [try author(1).author]
        var network = ModelNetwork([try .make(1), try .make(2), try .make(3, settings)])
        network.run(for: .seconds(5))
        for minute in 0..<20 {
            let now = network.now
            for other in 0..<2 {
                network.exchanges[other].see(try event("185.\(other).\(minute).31", at: now), at: now)
            }
            network.run(for: .seconds(60), step: .seconds(2))
        }
        network.run(for: .seconds(1_800), step: .seconds(2))
        let reports = network.wishes[2].reports
        #expect(addresses(reports) == Set((0..<20).map { "185.0.\($0).31" }))
        #expect(network.wishes[2].listens == 0)
    }

    @Test func anAuthorThatTurnsToAnotherKeyKeepsItsAge() throws {
        var network = try network(2)
        network.run(for: .seconds(5))
        let (old, new) = (try author(1), try author(5))
        let now = network.now
        network.exchanges[0].see(try event(at: now), at: now)
        network.run(for: .seconds(20))
        let first = try #require(network.exchanges[1].engine.standing(of: old.author)).firstSeen
        var memory = ExchangeMemory()
        memory.rotation = try #require(Rotation(from: old, to: new, at: network.now))
        network.exchanges[0] = try .make(5)
        network.exchanges[0].restore(memory, at: network.now)
        network.run(for: .seconds(1_300), step: .seconds(1))
        let standing = try #require(network.exchanges[1].engine.standing(of: new.author))
        #expect(standing.firstSeen == first)
        #expect(try #require(network.exchanges[1].engine.standing(of: old.author)).isLowered(at: network.now))
        #expect(network.wishes[1].notes.keys.contains(new.author))
    }
}
