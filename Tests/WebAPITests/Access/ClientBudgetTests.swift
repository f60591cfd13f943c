import Events
import SIP
import Testing

@testable import WebAPI

@Suite struct ClientBudgetTests {
    private let start = Timestamp(nanoseconds: 1_645_528_755_848_934_346)

    private func granted(_ budget: inout ClientBudget, _ client: IPAddress, at time: Timestamp, of tries: Int) -> Int {
        (0..<tries).count { _ in budget.refusal(of: client, at: time) == nil }
    }

    @Test func aSecondsWorthAtOnceAndThenTheRate() {
        var budget = ClientBudget(rate: 10)
        #expect(granted(&budget, .v4(1), at: start, of: 100) == 10)
        #expect(budget.refusal(of: .v4(1), at: start) == 1)
        #expect(granted(&budget, .v4(1), at: start.adding(.milliseconds(500)), of: 100) == 5)
        #expect(granted(&budget, .v4(2), at: start, of: 100) == 10)
    }

    @Test func oneIPv6NetworkIsOneClient() {
        var budget = ClientBudget(rate: 10)
        #expect(granted(&budget, .v6(1, 1), at: start, of: 10) == 10)
        #expect(granted(&budget, .v6(1, 2), at: start, of: 10) == 0)
        #expect(granted(&budget, .v6(2, 1), at: start, of: 10) == 10)
    }

    @Test func aFloodOfNewClientsSharesOneAccountAndForgetsNobodyWhoOwes() {
        var budget = ClientBudget(rate: 1)
        for client in 0..<UInt32(ClientBudget.capacity) { _ = budget.refusal(of: .v4(client), at: start) }
        #expect(granted(&budget, .v4(.max), at: start, of: 10) == 1)
        #expect(granted(&budget, .v4(.max - 1), at: start, of: 10) == 0)
        #expect(budget.refusal(of: .v4(7), at: start) == 1)
        #expect(granted(&budget, .v4(.max), at: start.adding(.seconds(2)), of: 10) == 1)
    }
}
