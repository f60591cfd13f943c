import Events
import Testing

@testable import Sharing

@Suite struct LegacyBridgeTests {
    let start = ContinuousClock.now
    let key: InfoHash
    var bridge: LegacyBridge

    init() throws {
        key = try #require(LegacyNetwork.key)
        bridge = LegacyBridge(key: key, node: .random(), version: "5.0.0")
    }

    private func value(_ request: UInt64, _ id: UInt64, _ data: [UInt8] = []) -> NodeReport {
        .value(NetworkValue(request: request, id: id, type: 0, isExpired: false, data: data))
    }

    private var lookup: LegacyBridge.Action { .get(request: LegacyBridge.getRequest, key: key) }

    @Test func theKeyIsItsNamesHash() {
        let text = key.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(text == "14d30143330e2e0e922ed4028a60ff96a59800ad")
    }

    @Test mutating func itLooksBeforeItGives() throws {
        let event = try ProbeEvent.make()
        bridge.see(event)
        #expect(bridge.advance(to: start, isConnected: false) == [])
        #expect(bridge.advance(to: start, isConnected: true) == [lookup])
        #expect(bridge.advance(to: start, isConnected: true) == [])
        #expect(bridge.hear(.done(request: LegacyBridge.getRequest, hasSucceeded: true), at: start) == nil)
        let put = NetworkPut(
            request: 9, key: key, id: 9, userType: "text/plain", data: event.legacyValue(version: "5.0.0"))
        #expect(bridge.advance(to: start, isConnected: true, id: 9) == [.put(put)])
        bridge.see(event)
        #expect(bridge.advance(to: start + .seconds(5), isConnected: true) == [], "the pair is known")
        #expect(bridge.advance(to: start + .seconds(600), isConnected: true) == [lookup])
    }

    @Test mutating func aKeyThatTheLookUpFindsFullGetsNothing() throws {
        bridge.see(try ProbeEvent.make())
        _ = bridge.advance(to: start, isConnected: true)
        for id in 0...2_000 { _ = bridge.hear(value(LegacyBridge.getRequest, UInt64(id)), at: start) }
        _ = bridge.hear(.done(request: LegacyBridge.getRequest, hasSucceeded: true), at: start)
        #expect(bridge.advance(to: start + .seconds(1), isConnected: true) == [])
    }

    /// An overfull key's answer holds nothing and counts as success.
    @Test mutating func anEmptyAnswerIsNotBelievedAgainstWhatIsHeard() throws {
        bridge.see(try ProbeEvent.make())
        _ = bridge.advance(to: start, isConnected: true)
        _ = bridge.hear(.done(request: LegacyBridge.getRequest, hasSucceeded: true), at: start)
        for id in 0...2_000 { _ = bridge.hear(value(LegacyBridge.listenRequest, UInt64(id)), at: start) }
        #expect(bridge.advance(to: start + .seconds(1), isConnected: true) == [])
        let later = start + .seconds(601)
        #expect(bridge.advance(to: later, isConnected: true).count == 2, "they have expired")
    }

    @Test mutating func aLookUpWithoutAnswerIsRepeated() {
        #expect(bridge.advance(to: start, isConnected: true) == [lookup])
        #expect(bridge.advance(to: start + .seconds(59), isConnected: true) == [])
        #expect(bridge.advance(to: start + .seconds(60), isConnected: true) == [lookup])
    }

    @Test mutating func newsAndBacklogAreJudgedAlike() throws {
        let data = LegacyEventTests.text()
        #expect(try bridge.hear(value(LegacyBridge.getRequest, 4, data), at: start) == .new(LegacyEvent(data)))
        #expect(bridge.hear(value(LegacyBridge.listenRequest, 4, data), at: start) == .known)
        #expect(bridge.hear(value(77, 5, data), at: start) == nil, "somebody else asked")
    }
}
