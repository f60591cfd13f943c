import Testing

@testable import Events

@Suite struct CallRecordTests {
    @Test func namesOfEndingsAreStable() {
        #expect(
            CallRecord.Ending.allCases.map(\.name.description)
                == ["caller", "us", "cancelled", "refused", "abandoned"])
    }
}
