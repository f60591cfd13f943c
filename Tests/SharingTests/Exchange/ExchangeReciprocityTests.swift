import Events
import SIP
import Testing

@testable import Sharing

/// A group in which who gives nothing can read nothing.
struct ExchangeReciprocityTests {
    private static let day = Duration.seconds(86_400)

    private func settings(isReciprocal: Bool = true) throws -> ExchangeSettings {
        var settings = ExchangeSettings()
        settings.group = try #require(GroupSecret([UInt8](repeating: 7, count: 32)))
        settings.isReciprocal = isReciprocal
        return settings
    }

    private func network(_ settings: [ExchangeSettings]) throws -> ModelNetwork {
        var network = ModelNetwork(try settings.enumerated().map { try .make(UInt8($0 + 1), $1) })
        network.run(for: .seconds(5))
        return network
    }

    private func group(_ count: Int) throws -> ModelNetwork {
        try network([ExchangeSettings](repeating: try settings(), count: count))
    }

    private func see(_ address: String, by index: Int, _ network: inout ModelNetwork) throws {
        let now = network.now
        network.exchanges[index].see(try event(address, at: now), at: now)
    }

    private func addresses(_ index: Int, _ network: ModelNetwork) -> Set<String> {
        Set(
            network.wishes[index].reports.compactMap { evidence in
                if case .address(let address) = evidence.subject { address.description } else { nil }
            })
    }

    @Test func twoWhoGiveReadEachOther() throws {
        var network = try group(2)
        try see("185.53.1.1", by: 0, &network)
        network.run(for: .seconds(5))
        #expect(network.wishes[1].reports.isEmpty, "nobody has given it a key")
        try see("185.53.2.2", by: 1, &network)
        network.run(for: .seconds(70))
        #expect(addresses(0, network) == ["185.53.2.2"])
        #expect(addresses(1, network) == ["185.53.1.1"])
        try see("185.53.1.2", by: 0, &network)
        network.run(for: .seconds(3))
        #expect(addresses(1, network) == ["185.53.1.1", "185.53.1.2"], "from now on at once")
        #expect(network.exchanges[1].engine.isActionable(.address(try address("185.53.1.2")), at: network.now))
    }

    @Test func whoOnlyListensReadsNothingUntilItGivesSomethingAndAWeekAfter() throws {
        var network = try group(3)
        var number = 0
        /// Two give something every four hours, the third listens.
        func go(on days: Int, _ network: inout ModelNetwork) throws {
            for _ in 0..<(days * 6) {
                number += 1
                try see("185.\(number / 250).\(number % 250).1", by: 0, &network)
                try see("186.\(number / 250).\(number % 250).1", by: 1, &network)
                network.run(for: .seconds(4 * 3_600), step: .seconds(450))
            }
        }
        try go(on: 2, &network)
        #expect(addresses(0, network).count == 12)
        #expect(network.wishes[2].reports.isEmpty)
        let keyring = KeyName.keyring(try author(1).author).infoHash(in: try settings().group)
        let asked = try #require(network.wishes[2].asked[keyring])
        #expect((20...70).contains(asked), "what it can't have it asks for less and less often")
        #expect(network.exchanges[2].engine.drops[.sealed].map { $0 > 0 } == true)

        try see("187.1.1.1", by: 2, &network)
        network.run(for: .seconds(200), step: .seconds(5))
        #expect(addresses(2, network).count >= 10, "what still lives it reads now, too")
        #expect(addresses(0, network).contains("187.1.1.1"))
        try go(on: 6, &network)
        let before = addresses(2, network).count
        #expect(before >= 80)

        try go(on: 2, &network)
        let last = addresses(2, network).count
        #expect(last > before)
        try go(on: 2, &network)
        #expect(addresses(2, network).count == last, "it has given nothing for more than a week")
        #expect(addresses(0, network).count == 12 * 6 + 1)
    }

    @Test func aNodeWithoutTheSettingReadsAndIsReadOnceItGives() throws {
        var network = try network([try settings(), try settings(isReciprocal: false)])
        try see("185.53.2.2", by: 1, &network)
        network.run(for: .seconds(3))
        #expect(addresses(0, network) == ["185.53.2.2"], "not sealed")
        try see("185.53.1.1", by: 0, &network)
        network.run(for: .seconds(3))
        #expect(addresses(1, network) == ["185.53.1.1"])
        #expect(network.wishes[1].kept.allSatisfy { !$0.value.header.key.isKeyring })
    }

    @Test func midnightTakesNothingAway() throws {
        var network = try group(2)
        try see("185.53.2.2", by: 1, &network)
        try see("185.53.1.1", by: 0, &network)
        network.run(for: Self.day - .seconds(65), step: .seconds(60))
        try see("185.53.1.2", by: 0, &network)
        network.run(for: .seconds(120), step: .seconds(1))
        #expect(Period(network.now).number == Period(start).number + 1)
        try see("185.53.1.3", by: 0, &network)
        network.run(for: .seconds(62), step: .seconds(1))
        #expect(addresses(1, network) == ["185.53.1.1", "185.53.1.2", "185.53.1.3"])
        // Another key, of course.
        let keyrings = network.wishes[0].kept.filter { $0.value.header.key.isKeyring }
        #expect(Set(keyrings.map { Period($0.value.header.created) }).count == 2)
    }

    @Test func aRestartTakesNothingAway() throws {
        var network = try group(3)
        for index in 0..<2 { try see("185.53.\(index).1", by: index, &network) }
        network.run(for: .seconds(200))
        for index in 0..<2 {
            var memory = ExchangeMemory()
            memory.own = network.wishes[index].kept
            memory.standings = network.wishes[index].notes.map { ($0.key, $0.value) }
            memory.lastConnected = network.now
            network.exchanges[index] = try .make(UInt8(index + 1), try settings())
            network.exchanges[index].restore(memory, at: network.now)
        }
        let kept = network.wishes.map(\.kept.count)
        network.run(for: .seconds(120))
        #expect(network.wishes.map(\.kept.count) == kept, "those who have keys are given none again")
        for index in 0..<2 { try see("185.54.\(index).1", by: index, &network) }
        network.run(for: .seconds(100))
        #expect(addresses(0, network).contains("185.54.1.1"))
        #expect(addresses(1, network).contains("185.54.0.1"))
        network.run(for: Self.day, step: .seconds(60))
        try see("185.55.0.1", by: 0, &network)
        network.run(for: .seconds(70))
        #expect(addresses(1, network).contains("185.55.0.1"))
        #expect(network.wishes[2].reports.isEmpty)
    }

    @Test func whoGaveSomethingBeforeOurRestartIsGivenTheNextDaysKeys() throws {
        var network = try group(2)
        for index in 0..<2 { try see("185.53.\(index).1", by: index, &network) }
        network.run(for: .seconds(200))
        var memory = ExchangeMemory()
        memory.own = network.wishes[0].kept
        memory.standings = network.wishes[0].notes.map { ($0.key, $0.value) }
        memory.lastConnected = network.now
        network.exchanges[0] = try .make(1, try settings())
        network.exchanges[0].restore(memory, at: network.now)
        network.run(for: Self.day, step: .seconds(60))
        try see("185.54.0.1", by: 0, &network)
        network.run(for: .seconds(10))
        #expect(addresses(1, network) == ["185.53.0.1", "185.54.0.1"])
    }

    @Test(arguments: [true, false])
    func whatWasSaidToAGroupStaysThereWhenItIsLeft(_ isReciprocal: Bool) throws {
        var network = try network([try settings(isReciprocal: isReciprocal), try settings()])
        try see("185.53.2.2", by: 1, &network)
        try see("185.53.1.1", by: 0, &network)
        network.run(for: .seconds(10))
        var memory = ExchangeMemory()
        memory.own = network.wishes[0].kept
        var left = ModelNetwork([try .make(1)], at: network.now)
        left.exchanges[0].restore(memory, at: left.now)
        left.run(for: .seconds(100))
        #expect(!memory.own.isEmpty && left.count == 0)
    }

    @Test func hostileKeyringsAreDropped() throws {
        var network = try group(2)
        let (one, liar, group) = (try author(1), try author(9), try #require(try settings().group))
        let now = network.now.wholeSeconds
        let place = KeyName.keyring(one.author).infoHash(in: group)
        func store(_ value: SignedValue, id: UInt64? = nil, _ network: inout ModelNetwork) throws {
            let name = value.value.header.key.infoHash(in: group)
            // Whoever has the secret can seal for any key.
            let sealed = try #require(group.seal(value.bytes, under: place).flatMap(SignedValue.envelope))
            network.store(
                NetworkPut(
                    request: 0, key: place, id: id ?? (value.value.header.id ^ (name == place ? 0 : 1)),
                    type: PeerNetwork.type, userType: "", data: sealed))
        }
        let good = try keyring(of: one, for: [author(2)], at: now)
        try store(try keyring(of: liar, for: [author(2)], at: now), &network)
        try store(good, id: 7, &network)
        try store(try SignedValue(good.bytes.dropLast() + [good.bytes[good.bytes.count - 1] ^ 1]), &network)
        let early = now.adding(.seconds(3_600))
        try store(try keyring(of: one, for: [author(2)], at: early), &network)
        // An entry that is for us, and holds nothing.
        let empty = KeyringBody(
            agreement: try agreement(1).key,
            entries: [KeyringEntry(reader: try author(2).author.prefix, wrapped: [UInt8](repeating: 7, count: 80))])
        let header = header(of: one, .keyring(one.author), sequence: 1, at: now)
        try store(try #require(SignedValue(SharedValue(header, .keyring(empty)), by: one)), &network)
        try see("185.53.1.1", by: 0, &network)
        network.run(for: .seconds(3))
        #expect(network.wishes[1].reports.isEmpty)
        let drops = network.exchanges[1].engine.drops
        #expect(drops[.key] == 1 && drops[.foreignID] == 1 && drops[.signature] == 1 && drops[.clock] == 1)
        #expect(try #require(network.exchanges[1].engine.standing(of: one.author)).loweredUntil == nil)
        try see("185.53.2.2", by: 1, &network)
        network.run(for: .seconds(70))
        #expect(network.wishes[1].reports.count > 0, "the real one is heard beside them")
    }

    @Test func whoGivesNothingReadableLosesTheKeysTheNextDay() throws {
        var network = try group(1)
        let (taker, group) = (try author(9), try #require(try settings().group))
        let agreement = try #require(Agreement(taker))
        /// A client that was changed: it seals its batches, and gives the key to nobody.
        func cheat(_ sequence: UInt64, _ network: inout ModelNetwork) throws {
            let now = network.now.wholeSeconds
            let header = ValueHeader(
                network: 2, key: .feed(FeedPlace(epoch: Epoch(now), shard: 0)), author: taker.author,
                sequence: sequence, previous: nil, created: now, expires: now.adding(ValueLimits.lifetime))
            let body = BatchBody(width: 0, events: [try event(at: now)])
            let value = try #require(SignedValue(body, header, .sealed(agreement.key), by: taker))
            network.store(
                NetworkPut(
                    request: 0, key: header.key.infoHash(in: group), id: header.id, type: PeerNetwork.type,
                    userType: "", data: try #require(value.sealed(for: group))))
        }
        var given: [Int] = []
        for day in 0..<9 {
            for hour in 0..<6 {
                try cheat(UInt64(day * 6 + hour + 1), &network)
                try see("185.\(day).\(hour).1", by: 0, &network)
                network.run(for: .seconds(4 * 3_600), step: .seconds(450))
            }
            given.append(network.wishes[0].kept.count { $0.value.header.key.isKeyring })
        }
        // While it was new, and as that day ended.
        #expect(Set(given) == [2], "\(given)")
        let standing = try #require(network.exchanges[0].engine.standing(of: taker.author))
        #expect(!standing.isLowered(at: network.now), "it breaks no rule")
        #expect(network.exchanges[0].engine.drops[.sealed].map { $0 > 20 } == true)
        #expect(try #require(network.exchanges[0].reciprocity).waiting.count < 30)
    }

    @Test func whatCannotBeReadIsNotMissing() throws {
        var network = try group(2)
        for number in 0..<20 {
            try see("185.53.\(number).1", by: 0, &network)
            network.run(for: .seconds(400), step: .seconds(10))
        }
        #expect(network.exchanges[1].backfill.isIdle)
        #expect(network.exchanges[1].counts.received == 0)
        let header = try #require(network.wishes[0].kept.last { $0.value.header.key.isFeed }).value.header
        var backfill = network.exchanges[1].backfill
        let isGap = backfill.note(header)
        #expect(!isGap)
        #expect(network.exchanges[1].width.width == 0)
    }

    @Test(arguments: [ExchangeSettings.Lookups.direct, .bucket])
    func aLookUpIsAnsweredToThoseWhoGive(_ lookups: ExchangeSettings.Lookups) throws {
        var asking = try settings()
        asking.hearsFeeds = false
        asking.lookups = lookups
        var network = try network([try settings(), asking])
        try see("185.53.1.1", by: 0, &network)
        network.run(for: .seconds(5))
        let subject = Subject.address(try address("185.53.1.1"))
        network.exchanges[1].lookUp(subject, ticket: 1, at: network.now)
        network.run(for: .seconds(2.5))
        #expect(network.wishes[1].answers[1] == .unknown(.sealed))
        try see("185.53.2.2", by: 1, &network)
        network.run(for: .seconds(70))
        network.exchanges[1].lookUp(subject, ticket: 2, at: network.now)
        network.run(for: .seconds(2))
        guard case .reported(let evidence) = network.wishes[1].answers[2] else {
            Issue.record("not reported")
            return
        }
        #expect(evidence.map(\.evidence.author) == [try author(1).author])
        // With the key at hand, and of an address that nobody saw.
        let other = Subject.address(try address("185.53.1.2"))
        network.exchanges[1].lookUp(other, ticket: 3, at: network.now)
        network.run(for: .seconds(1))
        #expect(network.wishes[1].answers[3] == .notSeen)
    }
}
