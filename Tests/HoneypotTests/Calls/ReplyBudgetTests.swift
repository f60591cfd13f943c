import Testing

@testable import Honeypot

@Suite("Never a weapon: bytes of a call") struct ReplyBudgetTests {
    @Test func bytesAreTakenOffUntilNoneAreLeft() {
        var budget = ReplyBudget(bytes: 100)
        #expect(budget.take(101) == false)
        #expect(budget.take(60) == true)
        #expect(budget.take(41) == false)
        #expect(budget.take(40) == true)
        #expect(budget.take(1) == false)
        #expect(budget.take(0) == true)
    }

    @Test func aReserveStaysBehind() {
        var budget = ReplyBudget(bytes: 100)
        #expect(budget.take(60, keeping: 41) == false)
        #expect(budget.take(60, keeping: 40) == true)
        #expect(budget.take(40) == true)
    }

    @Test func aFurtherPacketAddsToIt() {
        var budget = ReplyBudget(bytes: 10)
        budget.add(ReplyBudget(bytes: 5))
        #expect(budget.take(16) == false)
        #expect(budget.take(15) == true)
    }

    @Test func proofLiftsIt() {
        var budget = ReplyBudget.nothing
        #expect(!budget.isProved)
        budget.add(.proved)
        #expect(budget.isProved)
        #expect(budget.take(.max, keeping: .max) == true)
        budget.add(.nothing)
        #expect(budget.isProved)
    }

    @Test(arguments: [Int.min, -1, Int.max])
    func anyNumberIsReckonedWith(bytes: Int) {
        var budget = ReplyBudget(bytes: bytes)
        for _ in 0..<3 { budget.add(ReplyBudget(bytes: bytes)) }
        #expect(budget.take(1) == (bytes > 0))
        #expect(budget.take(.max, keeping: .max) == false)
    }
}
