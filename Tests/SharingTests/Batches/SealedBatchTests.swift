import Events
import Testing

@testable import Sharing

struct SealedBatchTests {
    private func body(_ value: SignedValue) throws -> SealedBatch {
        guard case .sealed(let batch) = value.value.body else { throw DropReason.malformed }
        return batch
    }

    private var key: ContentKey { get throws { try author(1).contentKey(of: Period(start)) } }

    @Test func itOpensWithItsKeyAtItsPlaceOnly() throws {
        let events = [try event(), try event("185.53.88.32", number: nil)]
        let value = try sealed(events, by: author(1))
        let (batch, header) = (try body(value), value.value.header)
        #expect(Set(try batch.opened(by: key, header).events) == Set(events))
        let other = try author(2).contentKey(of: Period(start))
        #expect(throws: DropReason.sealed) { try batch.opened(by: other, header) }
        let tomorrow = try author(1).contentKey(of: Period(number: Period(start).number + 1))
        #expect(throws: DropReason.sealed) { try batch.opened(by: tomorrow, header) }
        for change in [
            { $0.sequence += 1 }, { $0.network += 1 }, { $0.created = $0.created.adding(.seconds(600)) },
            { $0.key = .feed(FeedPlace(epoch: Epoch(start), shard: 1)) },
            { $0.author = AuthorKey(checked: [UInt8](repeating: 1, count: 32)) },
        ] as [(inout ValueHeader) -> Void] {
            var header = header
            change(&header)
            #expect(throws: DropReason.sealed) { try batch.opened(by: key, header) }
        }
    }

    @Test func theSecretOfTheGroupIsNotEnough() throws {
        let value = try sealed([event()], by: author(1))
        let needle = try event().address.wireBytes
        let places = value.bytes.indices.dropLast(needle.count)
        #expect(!places.contains { Array(value.bytes[$0..<$0 + needle.count]) == needle })
    }

    @Test func theSameBatchIsTheSameBytesAndAnotherHasAnotherNonce() throws {
        let one = try body(try sealed([event()], by: author(1)))
        #expect(try one == body(try sealed([event()], by: author(1))))
        let two = try body(try sealed([event("185.53.88.32")], by: author(1)))
        #expect(one.sealed.prefix(12) != two.sealed.prefix(12))
        let next = try body(try sealed([event()], by: author(1), sequence: 2))
        #expect(one.sealed.prefix(12) != next.sealed.prefix(12))
    }

    @Test func whatIsSealedIsHeldToTheSameRules() throws {
        func open(_ text: [UInt8], _ header: ValueHeader, width: UInt8 = 0) throws {
            var place = CBORWriter()
            place.array(5)
            place.append(UInt64(header.network))
            place.append(text: header.key.text)
            place.append(UInt64(header.epoch.number))
            place.append(header.author.bytes)
            place.append(header.sequence)
            let sealed = try #require(try key.seal(text, at: Array("sp2|batch|".utf8) + place.bytes))
            let batch = SealedBatch(width: width, agreement: try agreement(1).key, sealed: sealed)
            _ = try batch.opened(by: key, header)
        }
        func text(_ batch: BatchBody) -> [UInt8] {
            var writer = CBORWriter()
            writer.append(batch, created: start)
            return writer.bytes
        }
        let header = header(of: try author(1))
        let good = BatchBody(width: 0, events: [try event()])
        try open(text(good), header)
        #expect(throws: DropReason.malformed) { try open(text(good) + [0], header) }
        #expect(throws: DropReason.malformed) { try open(text(good).dropLast(), header) }
        #expect(throws: DropReason.malformed) { try open([], header) }
        #expect(throws: DropReason.malformed, "another width than outside") { try open(text(good), header, width: 1) }
        var named = good
        named.agreement = try agreement(1).key
        #expect(throws: DropReason.malformed) { try open(text(named), header) }
        let none = BatchBody(width: 0, events: [])
        #expect(throws: DropReason.malformed) { try open(text(none), header) }
        // Under a look-up key only what it is for.
        var lookup = header
        (lookup.key, lookup.sequence) = (.lookup(try address("185.53.88.32")), 0)
        #expect(throws: DropReason.key) { try open(text(good), lookup) }
    }

    @Test func nothingIsSealedThatIsNoBatch() throws {
        let form = BatchForm.sealed(try agreement(1).key)
        let many = try (0..<65).map { try event("185.53.\($0).31") }
        for events in [[], many, [try event(number: "abc")]] {
            #expect(
                SignedValue(BatchBody(width: 0, events: events), header(of: try author(1)), form, by: try author(1))
                    == nil)
        }
    }

    @Test func outsideOfAGroupItIsNotHeard() throws {
        var engine = TrustEngine(policy: TrustPolicy(), network: 2, own: try author(9).author)
        let body = BatchBody(width: 0, events: [try event()])
        let named = SignedValue(body, header(of: try author(1)), .named(try agreement(1).key), by: try author(1))
        for value in [
            try sealed([event()], by: author(1)), try keyring(of: author(1), for: [author(9)]), try #require(named),
        ] {
            #expect(throws: DropReason.seal) { try engine.receive(ReceivedValue(value), at: start) }
        }
        #expect(engine.standing(of: try author(1).author) == nil)
    }
}
