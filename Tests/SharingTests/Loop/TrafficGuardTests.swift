#if OpenDHT
    import Events
    import Logging
    import Testing

    @testable import Sharing

    struct TrafficGuardTests {
        private func told(_ bytes: UInt64) -> NodeStatistics {
            var statistics = NodeStatistics()
            statistics.receivedBytes = bytes
            return statistics
        }

        @Test func whatComesUntilItIsLookedAtAgainIsCountedBefore() {
            var traffic = TrafficGuard(cap: 1_000, nil, logger: Logger(label: "test"))
            _ = traffic.note(peers: told(100), legacy: nil, at: start)
            let early = traffic.turn(at: start)
            #expect(!early && traffic.allowed.count == 4)
            _ = traffic.note(peers: told(400), legacy: nil, at: start)
            let late = traffic.turn(at: start)
            #expect(late && traffic.allowed.isEmpty, "600 more are expected")
        }

        @Test func whatEndedBeginsWithTheNextDayOnly() {
            var traffic = TrafficGuard(cap: 1_000, nil, logger: Logger(label: "test"))
            _ = traffic.note(peers: told(400), legacy: nil, at: start)
            let first = traffic.turn(at: start)
            _ = traffic.note(peers: told(400), legacy: nil, at: start)
            let second = traffic.turn(at: start)
            #expect(first && !second, "nothing came meanwhile")
            let tomorrow = start.adding(.seconds(86_400))
            _ = traffic.note(peers: told(400), legacy: nil, at: tomorrow)
            let third = traffic.turn(at: tomorrow)
            #expect(third && traffic.allowed.count == 4)
        }
    }
#endif
