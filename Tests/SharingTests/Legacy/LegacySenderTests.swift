import SIP
import Testing

@testable import Sharing

@Suite struct LegacySenderTests {
    let start = ContinuousClock.now

    private func next(_ sender: inout LegacySender, at seconds: Double, keyCount: Int? = 0) -> [UInt8]? {
        sender.next(at: start + .seconds(seconds), isConnected: true, keyCount: keyCount)
    }

    @Test func aPairIsNewOnce() {
        var sender = LegacySender()
        #expect(sender.isNew(.v4(1), "00441") == true)
        #expect(sender.isNew(.v4(1), "00441") == false)
        #expect(sender.isNew(.v4(1), nil) == true)
        #expect(sender.isNew(.v4(1), "00442") == true)
        #expect(sender.isNew(.v4(2), "00441") == true)
    }

    @Test func oneASecondGoesOut() {
        var sender = LegacySender()
        for value in 1...3 { sender.offer([UInt8(value)]) }
        #expect(next(&sender, at: 0) == [1])
        #expect(next(&sender, at: 0.999) == nil)
        #expect(next(&sender, at: 1) == [2])
        #expect(next(&sender, at: 2) == [3])
        #expect(next(&sender, at: 3) == nil)
    }

    @Test func fiftyAreAliveAtOnce() {
        var sender = LegacySender()
        for value in 0..<60 { sender.offer([UInt8(value)]) }
        for second in 0..<50 { #expect(next(&sender, at: Double(second)) != nil) }
        #expect(next(&sender, at: 599) == nil)
        #expect(next(&sender, at: 600) == [50])
        #expect(next(&sender, at: 600.5) == nil)
        #expect(next(&sender, at: 601) == [51])
    }

    @Test func aFullKeyGetsNothingMore() {
        var sender = LegacySender()
        sender.offer([1])
        #expect(next(&sender, at: 0, keyCount: 2_001) == nil)
        #expect(next(&sender, at: 0, keyCount: nil) == nil, "nobody has looked")
        #expect(next(&sender, at: 0, keyCount: 2_000) == [1])
    }

    @Test func withoutNodesItWaits() {
        var sender = LegacySender()
        sender.offer([1])
        #expect(sender.next(at: start, isConnected: false, keyCount: 0) == nil)
        #expect(next(&sender, at: 1) == [1])
    }

    @Test func theOldestGiveWayWhenTooManyWait() {
        var sender = LegacySender()
        for value in 0..<(LegacySender.waitingLimit + 5) { sender.offer([UInt8(value % 251)]) }
        #expect(next(&sender, at: 0) == [5])
    }

    @Test func pairsAreForgottenWhenThereAreMany() {
        var sender = LegacySender()
        for address in 0..<UInt32(LegacySender.pairLimit * 2) { #expect(sender.isNew(.v4(address), nil) == true) }
        #expect(sender.isNew(.v4(UInt32(LegacySender.pairLimit * 2 - 1)), nil) == false)
        #expect(sender.isNew(.v4(0), nil) == true)
    }
}
