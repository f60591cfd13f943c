import Events
import Testing

@testable import Honeypot

@Suite struct DeadlineHeapTests {
    private var heap = DeadlineHeap()

    @Test mutating func givesCallsInTheOrderOfTheirDeadlines() {
        for (id, seconds) in [(UInt64(1), 5), (2, 3), (3, 9), (4, 1)] { heap.set(.after(.seconds(seconds)), for: id) }
        #expect(heap.first == .after(.seconds(1)))
        #expect(heap.due(at: .start) == nil)
        var order: [UInt64] = []
        while let id = heap.due(at: .after(.seconds(5))) {
            order.append(id)
            heap.set(nil, for: id)
        }
        #expect(order == [4, 2, 1])
        #expect(heap.first == .after(.seconds(9)))
    }

    @Test mutating func aDeadlineThatMovesLeavesNothingBehind() {
        for second in 0..<1_000 { heap.set(.after(.seconds(second)), for: 1) }
        #expect(heap.count == 1)
        #expect(heap.first == .after(.seconds(999)))
        heap.set(.after(.seconds(1)), for: 1)
        #expect(heap.due(at: .after(.seconds(1))) == 1)
        heap.set(nil, for: 1)
        heap.set(nil, for: 1)
        #expect(heap.count == 0)
        #expect(heap.first == nil)
    }

    @Test mutating func agreesWithASortedListInAnyOrderOfChanges() {
        var expected: [UInt64: Timestamp] = [:]
        var state: UInt64 = 1
        func draw(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        for _ in 0..<5_000 {
            let id = draw(64)
            let deadline = draw(4) == 0 ? nil : Timestamp.after(.milliseconds(Int(draw(1_000))))
            heap.set(deadline, for: id)
            expected[id] = deadline
            #expect(heap.count == expected.count)
            #expect(heap.first == expected.values.min())
            if let first = heap.first, let id = heap.due(at: first) { #expect(expected[id] == first) }
        }
    }
}
