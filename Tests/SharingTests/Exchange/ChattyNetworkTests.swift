import Events
import SIP
import Testing

@testable import Sharing

struct ChattyNetworkTests {
    /// A hundredth of the usual day: as much less may be than is said.
    private static let cap = 5_000_000
    /// OpenDHT brings a value from each of the nodes that were asked to tell.
    private static let copies = 4

    @Test func fortyChattyStrangersStayInsideADaysBudget() throws {
        var network = ModelNetwork([try .make(100)])
        var budget = TrafficBudget(cap: Self.cap)
        var ended: [TrafficKind] = []
        var noted = 0
        let strangers = try (1...40).map { try author(UInt8($0)) }
        let events = try (0..<50).map { try event("185.\($0).88.31", number: nil) }
        for minute in 0..<1_440 {
            if minute % 30 == 0 {
                let now = network.now.wholeSeconds
                let fresh = events.map { event in
                    var event = event
                    (event.first, event.last) = (now, now)
                    return event
                }
                for stranger in strangers {
                    network.store(try batch(fresh, by: stranger, sequence: UInt64(minute + 1), at: now))
                }
            }
            network.run(for: .seconds(60), step: .seconds(30))
            let bytes = network.wishes[0].bytes
            budget.note(received: Self.copies * (bytes - noted), at: network.now)
            noted = bytes
            let allowed = budget.allowed(at: network.now)
            ended += TrafficKind.allCases.filter { !allowed.contains($0) && !ended.contains($0) }
            network.exchanges[0].allow(Set(allowed))
        }
        #expect(Self.copies * noted <= Self.cap)
        #expect(ended == [.legacy, .serving, .feeds], "look-ups go on")
        #expect(network.wishes[0].listens == network.wishes[0].cancels)
        // The next day.
        network.run(for: .seconds(86_400 - 1_440 * 60 + 60), step: .seconds(30))
        network.exchanges[0].allow(Set(budget.allowed(at: network.now)))
        network.run(for: .seconds(5))
        #expect(network.wishes[0].listens > network.wishes[0].cancels)
    }
}
