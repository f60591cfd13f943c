import Testing

@testable import Sharing

struct LRUTableTests {
    @Test func theOneUsedLongestAgoGoes() {
        var table = LRUTable<Int, String>(capacity: 2)
        #expect(table.insert("a", for: 1) == nil)
        table.insert("b", for: 2)
        #expect(table.insert("c", for: 1) == "a")
        table.insert("d", for: 3)
        #expect(table.keys == [3, 1])
        #expect(table.value(for: 2) == nil)
    }

    @Test func itAgreesWithASlowOne() {
        var draws = Draws(3)
        var table = LRUTable<Int, Int>(capacity: 8)
        var slow: [(key: Int, value: Int)] = []
        for round in 0..<5_000 {
            let key = Int.random(in: 0..<16, using: &draws)
            slow.removeAll { $0.key == key }
            if Int.random(in: 0..<4, using: &draws) == 0 {
                table.remove(key)
            } else {
                table.insert(round, for: key)
                slow.insert((key, round), at: 0)
                if slow.count > 8 { slow.removeLast() }
            }
            #expect(table.keys == slow.map(\.key))
            #expect(table.count == slow.count)
        }
        #expect(slow.allSatisfy { table.value(for: $0.key) == $0.value })
    }
}
