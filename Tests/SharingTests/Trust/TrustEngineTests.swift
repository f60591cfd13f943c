import Events
import SIP
import Telephony
import Testing

@testable import Sharing

struct TrustEngineTests {
    private func engine(_ change: (inout TrustPolicy) -> Void = { _ in }) throws -> TrustEngine {
        var policy = TrustPolicy()
        change(&policy)
        return TrustEngine(policy: policy, network: 2, own: try author(99).author)
    }

    @Test func aGoodBatchBecomesEvidence() throws {
        var engine = try engine()
        let accepted = try engine.receive(ReceivedValue(batch([event()], by: author(1))), at: start)
        #expect(accepted.evidence.map(\.subject) == [.address(try address("185.53.88.31")), .number(try swedish)])
        #expect(accepted.evidence.allSatisfy { $0.origin == .anyone && $0.attempts == 3 })
        #expect(!engine.isActionable(.address(try address("185.53.88.31")), at: start))
        #expect(engine.drops.isEmpty)
    }

    private var swedish: E164 { get throws { try #require(E164(46_500_729_221)) } }

    private func expectDrop(
        _ reason: DropReason, of value: ReceivedValue, at now: Timestamp = start,
        _ change: (inout TrustPolicy) -> Void = { _ in }
    ) throws {
        var engine = try engine(change)
        #expect(throws: reason) { try engine.receive(value, at: now) }
        #expect(engine.drops == [reason: 1])
        #expect(engine.evidence(of: .address(try address("185.53.88.31"))).isEmpty)
    }

    @Test func aForgedSignatureIsDropped() throws {
        let value = try batch([event()], by: author(1))
        var bytes = value.bytes
        bytes[bytes.count - 1] ^= 1
        try expectDrop(.signature, of: ReceivedValue(bytes: bytes, id: value.value.header.id, key: value.key))
    }

    @Test func aReplayUnderAnotherKeyIsDropped() throws {
        let value = try batch([event()], by: author(1))
        let other = FeedPlace(epoch: Epoch(start), shard: 1).key.infoHash
        try expectDrop(.key, of: ReceivedValue(bytes: value.bytes, id: value.value.header.id, key: other))
    }

    @Test func aReplayInAnotherEpochIsDropped() throws {
        let value = try batch([event()], by: author(1))
        let next = FeedPlace(epoch: Epoch(number: Epoch(start).number + 1), shard: 0).key
        try expectDrop(.key, of: ReceivedValue(bytes: value.bytes, id: value.value.header.id, key: next.infoHash))
    }

    @Test func aFeedOfAnotherEpochThanItsTimeIsNoValue() throws {
        let place = FeedPlace(epoch: Epoch(number: Epoch(start).number + 1), shard: 0)
        var value = try batch([event()], by: author(1)).value
        value.header.key = place.key
        #expect(throws: DropReason.epoch) { try SharedValue(payload: value.payload[...]) }
    }

    @Test func anExpiredValueIsDropped() throws {
        let identity = try author(1)
        var value = try batch([event()], by: identity).value
        value.header.expires = start.adding(.seconds(60))
        let signed = try #require(SignedValue(value, by: identity))
        try expectDrop(.expired, of: ReceivedValue(signed), at: start.adding(.seconds(60)))
    }

    @Test func aLifeLongerThanAllowedIsDropped() throws {
        let identity = try author(1)
        var value = try batch([event()], by: identity).value
        value.header.expires = start.adding(.seconds(27 * 3_600))
        try expectDrop(.expired, of: ReceivedValue(try #require(SignedValue(value, by: identity))))
    }

    @Test func anOversizeValueIsDropped() throws {
        let key = try batch([event()], by: author(1)).key
        try expectDrop(
            .oversize, of: ReceivedValue(bytes: [UInt8](repeating: 0, count: ValueLimits.bytes + 1), id: 1, key: key))
    }

    @Test func theIdOfAnotherOwnerIsDropped() throws {
        let first = try batch([event()], by: author(1))
        let second = try batch([event("185.53.88.32")], by: author(2))
        try expectDrop(
            .foreignID, of: ReceivedValue(bytes: second.bytes, id: first.value.header.id, key: second.key))
    }

    @Test func twoValuesForOnePlaceLowerTheirAuthor() throws {
        var engine = try engine()
        let identity = try author(1)
        _ = try engine.receive(ReceivedValue(batch([event()], by: identity)), at: start)
        let other = ReceivedValue(try batch([event("185.53.88.32")], by: identity))
        #expect(throws: DropReason.conflict) { try engine.receive(other, at: start) }
        #expect(engine.standing(of: identity.author)?.isLowered(at: start) == true)
    }

    @Test func aClockFarOffIsDropped() throws {
        let value = ReceivedValue(try batch([event()], by: author(1)))
        try expectDrop(.clock, of: value, at: start.adding(.seconds(-601)))
        try expectDrop(.clock, of: value, at: start.adding(.seconds(26 * 3_600 + 1)))
        var engine = try engine()
        #expect(throws: Never.self) { try engine.receive(value, at: start.adding(.seconds(-600))) }
    }

    @Test func aValueIsTakenOnce() throws {
        var engine = try engine()
        let value = ReceivedValue(try batch([event()], by: author(1)))
        _ = try engine.receive(value, at: start)
        #expect(throws: DropReason.duplicate) { try engine.receive(value, at: start) }
        #expect(engine.evidence(of: .address(try address("185.53.88.31"))).first?.evidence.attempts == 3)
    }

    @Test func anotherNetworkIsNotOurs() throws {
        try expectDrop(.network, of: ReceivedValue(try batch([event()], by: author(1), network: 3)))
    }

    @Test func ourOwnValuesAreKnown() throws {
        try expectDrop(.own, of: ReceivedValue(try batch([event()], by: author(99))))
    }

    @Test func onlyChosenAuthorsAreHeardIfSo() throws {
        try expectDrop(.unknownAuthor, of: ReceivedValue(try batch([event()], by: author(1)))) {
            $0.onlyTrustedAuthors = true
        }
    }

    @Test func aTrustedAuthorIsBelievedAlone() throws {
        let identity = try author(1)
        var engine = try engine { $0.trustedAuthors = [identity.author] }
        for sequence in 1...30 as ClosedRange<UInt64> {
            let events = [try event(isProven: false)]
            _ = try engine.receive(ReceivedValue(batch(events, by: identity, sequence: sequence)), at: start)
        }
        #expect(engine.isActionable(.address(try address("185.53.88.31")), at: start))
    }

    @Test func aGroupIsBelievedAndOthersAreNotHeard() throws {
        let group = try #require(GroupSecret([UInt8](repeating: 7, count: 32)))
        var engine = TrustEngine(policy: TrustPolicy(), network: 2, own: try author(99).author, group: group)
        let value = try batch([event()], by: author(1))
        let key = value.value.header.key.infoHash(in: group)
        let open = ReceivedValue(bytes: value.bytes, id: value.value.header.id, key: key)
        #expect(throws: DropReason.malformed) { try engine.receive(open, at: start) }
        let sealed = try #require(value.sealed(for: group))
        _ = try engine.receive(ReceivedValue(bytes: sealed, id: value.value.header.id, key: key), at: start)
        #expect(engine.isActionable(.address(try address("185.53.88.31")), at: start))
    }

    @Test func tooManyBatchesInAnHourLowerAnAuthor() throws {
        var engine = try engine()
        let identity = try author(1)
        for sequence in 1...20 {
            _ = try engine.receive(
                ReceivedValue(batch([event()], by: identity, sequence: UInt64(sequence))), at: start)
        }
        let excess = ReceivedValue(try batch([event()], by: identity, sequence: 21))
        #expect(throws: DropReason.quota) { try engine.receive(excess, at: start) }
        #expect(engine.standing(of: identity.author)?.isLowered(at: start) == true)
        #expect(engine.standing(of: identity.author)?.isLowered(at: start.adding(.seconds(86_400))) == false)
    }

    @Test func newAddressesBeyondTheQuotaAreLeftOut() throws {
        var engine = try engine { $0.newAddressesPerDay = 10 }
        let identity = try author(1)
        let events = try (0..<12).map { try event("185.53.\($0).31") }
        _ = try engine.receive(ReceivedValue(batch(events, by: identity)), at: start)
        #expect(engine.rejections == [.quota: 2])
        #expect(engine.standing(of: identity.author)?.isLowered(at: start) == true)
        _ = try engine.receive(ReceivedValue(batch([events[0]], by: identity, sequence: 2)), at: start)
        #expect(engine.rejections == [.quota: 2])
    }

    @Test func aRotationTakesAgeAndTrustAlong() throws {
        var engine = try engine()
        let (old, new) = (try author(1), try author(2))
        _ = try engine.receive(ReceivedValue(batch([event()], by: old)), at: start)
        engine.policy.trustedAuthors = [old.author]
        engine.note(try #require(Rotation(from: old, to: new, at: start)), at: start.adding(.seconds(3_600)))
        #expect(engine.standing(of: new.author)?.firstSeen == start)
        #expect(engine.standing(of: old.author)?.isOver == true)
        #expect(engine.policy.trustedAuthors == [new.author])
    }
}

extension SignedValue {
    fileprivate var key: InfoHash { value.header.key.infoHash }
}
