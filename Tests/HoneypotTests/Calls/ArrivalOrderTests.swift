import Testing

@testable import Honeypot

@Suite struct ArrivalOrderTests {
    private var order = ArrivalOrder()

    private mutating func drain() -> [UInt64] {
        var ids: [UInt64] = []
        while let id = order.first {
            ids.append(id)
            order.remove(id)
        }
        return ids
    }

    @Test mutating func firstComeFirst() {
        for id in [UInt64(3), 1, 2] { order.append(id) }
        #expect(order.count == 3)
        #expect(drain() == [3, 1, 2])
        #expect(order.count == 0)
    }

    @Test mutating func whoeverIsThereKeepsItsPlace() {
        for id in [UInt64(1), 2, 1, 2, 3] { order.append(id) }
        #expect(drain() == [1, 2, 3])
    }

    @Test(arguments: [(UInt64(1), [2, 3]), (2, [1, 3]), (3, [1, 2]), (4, [1, 2, 3])] as [(UInt64, [UInt64])])
    mutating func anyMayLeave(leaving: UInt64, rest: [UInt64]) {
        for id in UInt64(1)...3 { order.append(id) }
        order.remove(leaving)
        order.remove(leaving)
        order.append(5)
        #expect(drain() == rest + [5])
    }
}
