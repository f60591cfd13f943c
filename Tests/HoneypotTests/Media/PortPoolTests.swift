import Testing

@testable import Honeypot

@Suite struct PortPoolTests {
    private var generator = SystemRandomNumberGenerator()

    private mutating func takeAll(_ pool: inout PortPool) -> [UInt16] {
        var ports: [UInt16] = []
        while let port = pool.take(using: &generator) { ports.append(port) }
        return ports
    }

    @Test(
        "Even ports, each once (RFC 3550 §11)",
        arguments: [
            (10_000...10_009, [10_000, 10_002, 10_004, 10_006, 10_008]), (10_001...10_006, [10_002, 10_004, 10_006]),
            (10_000...10_000, [10_000]), (10_001...10_001, []), (65_533...65_535, [65_534]), (65_535...65_535, []),
        ] as [(ClosedRange<UInt16>, [UInt16])])
    mutating func evenPorts(range: ClosedRange<UInt16>, ports: [UInt16]) {
        var pool = PortPool(range, limit: 100)
        #expect(takeAll(&pool).sorted() == ports)
        #expect(ports.allSatisfy(pool.isTaken))
    }

    @Test mutating func noMoreThanTheLimit() throws {
        var pool = PortPool(10_000...20_000, limit: 3)
        let ports = takeAll(&pool)
        #expect(Set(ports).count == 3)
        let port = try #require(ports.first)
        pool.giveBack(port)
        pool.giveBack(port)
        #expect(!pool.isTaken(port))
        #expect(takeAll(&pool).count == 1)
    }

    @Test mutating func theNextIsNobodysToForesee() {
        var pool = PortPool(10_000...20_000, limit: 256)
        let ports = takeAll(&pool)
        let steps = zip(ports, ports.dropFirst()).map { Int($1) - Int($0) }
        #expect(Set(steps).count > 100)
    }

    @Test mutating func aPortThatWasGivenBackCanBeDrawnAgain() {
        var pool = PortPool(10_000...10_003, limit: 2)
        #expect(takeAll(&pool).sorted() == [10_000, 10_002])
        pool.giveBack(10_002)
        #expect(pool.take(using: &generator) == 10_002)
    }
}
