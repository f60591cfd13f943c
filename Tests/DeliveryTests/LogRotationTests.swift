import Testing

@testable import Delivery

@Suite struct LogRotationTests {
    @Test func isDueFromRequestToDone() {
        let rotation = LogRotation()
        #expect(!rotation.isDue)
        rotation.request()
        rotation.request()
        #expect(rotation.isDue)
        rotation.done()
        #expect(!rotation.isDue)
    }
}
