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
            #expect(!traffic.turn(at: start) && traffic.allowed.count == 4)
            _ = traffic.note(peers: told(400), legacy: nil, at: start)
            #expect(traffic.turn(at: start), "600 more are expected")
            #expect(traffic.allowed.isEmpty)
        }

        @Test func whatEndedBeginsWithTheNextDayOnly() {
            var traffic = TrafficGuard(cap: 1_000, nil, logger: Logger(label: "test"))
            _ = traffic.note(peers: told(400), legacy: nil, at: start)
            #expect(traffic.turn(at: start))
            _ = traffic.note(peers: told(400), legacy: nil, at: start)
            #expect(!traffic.turn(at: start), "nothing came meanwhile")
            let tomorrow = start.adding(.seconds(86_400))
            _ = traffic.note(peers: told(400), legacy: nil, at: tomorrow)
            #expect(traffic.turn(at: tomorrow) && traffic.allowed.count == 4)
        }
    }
#endif
