import Events
import Testing

@testable import Sharing

struct LookupAnswerTests {
    private func answer(_ values: Int, _ bytes: Int = 0, nodes: Int = 8, isDone: Bool = true) -> LookupAnswer {
        LookupAnswer([], KeyReading(values: values, bytes: bytes, goodNodes: nodes, isDone: isDone))
    }

    @Test func anOverfullKeyIsUnknownAndNeverClean() {
        #expect(answer(100) == .unknown(.overfull))
        #expect(answer(3, 200_000) == .unknown(.overfull))
        #expect(answer(100, isDone: false) == .unknown(.overfull))
        #expect(answer(99, 199_999) == .notSeen)
    }

    @Test func aMissIsBelievedOnlyWithEnoughNodesThatAnswered() {
        #expect(answer(0, nodes: 7) == .unknown(.fewNodes))
        #expect(answer(0, isDone: false) == .unknown(.unfinished))
        #expect(answer(0) == .notSeen)
    }

    @Test func whatWasFoundIsReportedWhateverElseTheKeyHolds() throws {
        let evidence = Evidence(
            subject: .address(try address("185.53.88.31")), author: try author(1).author, origin: .anyone, first: start,
            last: start, attempts: 1, isProven: true)
        let weighed = [WeighedEvidence(evidence, AuthorStanding(firstSeen: start))]
        let full = KeyReading(values: 100, bytes: 0, goodNodes: 0, isDone: false)
        #expect(LookupAnswer(weighed, full) == .reported(weighed))
    }
}
