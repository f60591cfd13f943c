import SIP
import Testing

@testable import Honeypot

@Suite("A call's plan") struct CallPlanTests {
    @Test func stepsAreInOrderAndTheLastAloneIsFinal() {
        let plan = CallPlan.make(
            provisional: [
                .init(.ringing, after: .seconds(2)), .init(.trying), .init(.ok), .init(.ringing, after: .seconds(9)),
            ],
            final: .init(.busyHere, after: .seconds(5)))
        #expect(plan.steps.map(\.reply.status.code) == [100, 180, 486])
        #expect(plan.steps.map(\.delay) == [.zero, .seconds(2), .seconds(5)])
    }

    @Test func timesAreBroughtBackIntoTheirBounds() {
        let plan = CallPlan.make(
            provisional: Array(repeating: .init(.ringing, after: .seconds(-1)), count: 100),
            final: .init(.trying, after: .seconds(1_000_000)), talk: .seconds(1_000_000))
        #expect(plan.steps.count == 9)
        #expect(plan.steps.last?.reply.status.code == 200)
        #expect(plan.steps.last?.delay == .seconds(60))
        #expect(plan.talk == .seconds(3_600))
        #expect(CallPlan.make(talk: .seconds(-1)).talk == .zero)
    }

    @Test(arguments: [0, 1, .max] as [UInt32]) func numbersStayInTheirBounds(number: UInt32) {
        let plan = CallPlan(
            provisional: [], final: .init(.ok), answers: .made, branch: [], localSequence: number,
            responseNumber: number)
        #expect((1..<UInt32(Int32.max)).contains(plan.responseNumber))
        #expect((1...10).contains(plan.retryAfter))
    }
}
