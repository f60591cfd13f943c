import SIP
import Testing

@testable import Honeypot

@Suite struct ConnectionLimiterTests {
    private let limiter = ConnectionLimiter(limits: .init(total: 5, perSource: 2))
    private let first = IPAddress.v4(1)
    private let second = IPAddress.v6(1, 2)

    @Test func aSourceHasItsLimit() {
        #expect(limiter.open(from: first) && limiter.open(from: first))
        #expect(!limiter.open(from: first))
        #expect(limiter.open(from: second))
        limiter.close(from: first)
        #expect(limiter.open(from: first))
        #expect(!limiter.open(from: first))
    }

    @Test func allTogetherHaveOneToo() {
        #expect((1...5).allSatisfy { limiter.open(from: .v4($0)) })
        #expect(!limiter.open(from: .v4(6)))
        limiter.close(from: .v4(3))
        #expect(limiter.open(from: .v4(6)))
        #expect(!limiter.open(from: .v4(7)))
    }

    @Test func oneThatWasRefusedTakesNoRoom() {
        #expect(limiter.open(from: first) && limiter.open(from: first))
        for _ in 0..<100 { #expect(!limiter.open(from: first)) }
        #expect((10...12).allSatisfy { limiter.open(from: .v4($0)) })
    }

    @Test func manyThreads() async {
        let limiter = ConnectionLimiter(limits: .init(total: 1_000, perSource: 100))
        let opened = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<500).count { _ in limiter.open(from: .v4(UInt32(task % 4))) }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(opened == 400)
        for source in UInt32(0)..<4 { for _ in 0..<100 { limiter.close(from: .v4(source)) } }
        #expect((0..<1_000).allSatisfy { limiter.open(from: .v4(100 + $0)) })
        #expect(!limiter.open(from: .v4(5_000)))
    }
}
