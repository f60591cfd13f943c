import Events
import Testing

@testable import Sharing

@Suite struct LegacyReceiverTests {
    private func value(_ data: [UInt8], isExpired: Bool = false) -> NetworkValue {
        NetworkValue(request: 1, id: 1, type: 0, isExpired: isExpired, data: data)
    }

    @Test func anEventComesOnce() throws {
        var receiver = LegacyReceiver(node: .random())
        let data = LegacyEventTests.text()
        #expect(try receiver.judge(value(data)) == .new(LegacyEvent(data)))
        #expect(receiver.judge(value(data)) == .known)
    }

    @Test func ourOwnComesBackAndIsNone() throws {
        let node = try #require(UUIDBytes("4b9d1c37-5a1b-4f69-8b5a-d5a4cc7a0f51"))
        var receiver = LegacyReceiver(node: node)
        #expect(receiver.judge(value(LegacyEventTests.text())) == .own)
    }

    @Test func expiryIsNoNews() throws {
        var receiver = LegacyReceiver(node: .random())
        let data = LegacyEventTests.text()
        #expect(receiver.judge(value(data, isExpired: true)) == .expired)
        #expect(try receiver.judge(value(data)) == .new(LegacyEvent(data)))
    }

    @Test func junkIsRefused() {
        var receiver = LegacyReceiver(node: .random())
        #expect(receiver.judge(value([])) == .refused(.notJSON))
        #expect(receiver.judge(value([0xFF, 0, 0x7B])) == .refused(.notJSON))
    }

    @Test func memoryHasALimitAndTheNewestStay() {
        var seen = RecentIDs(capacity: 100)
        let ids = (0..<1_000).map { UUIDBytes(high: 0, low: $0) }
        for id in ids {
            let isNew = seen.insert(id)
            #expect(isNew && seen.count <= 100)
        }
        for id in ids.suffix(50) { #expect(seen.insert(id) == false) }
        #expect(seen.insert(ids[0]) == true)
    }
}
