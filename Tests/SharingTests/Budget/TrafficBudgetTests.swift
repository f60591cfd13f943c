import Events
import Testing

@testable import Sharing

struct TrafficBudgetTests {
    @Test func whatIsWorthLeastGoesFirst() {
        var budget = TrafficBudget(cap: 1_000)
        #expect(budget.allowed(at: start) == [.legacy, .serving, .feeds, .lookups])
        budget.note(received: 300, sent: 300, at: start)
        #expect(budget.allowed(at: start) == [.serving, .feeds, .lookups])
        budget.note(sent: 200, at: start)
        #expect(budget.allowed(at: start) == [.feeds, .lookups])
        budget.note(sent: 150, at: start)
        #expect(budget.allowed(at: start) == [.lookups])
        budget.note(sent: 40, at: start)
        #expect(budget.allowed(at: start).isEmpty, "before the end: it is looked at once a second")
    }

    @Test func aNewDayBeginsAnew() {
        var budget = TrafficBudget()
        budget.note(received: 500_000_000, at: start)
        #expect(!budget.allows(.lookups, at: start))
        #expect(budget.allows(.legacy, at: start.adding(.seconds(86_400))))
        budget.note(sent: 1, at: start.adding(.seconds(86_400)))
        #expect(budget.day?.received == 0 && budget.day?.sent == 1)
    }
}
