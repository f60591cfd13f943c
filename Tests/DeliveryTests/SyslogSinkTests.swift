import Testing

@testable import Delivery
@testable import Events

@Suite struct SyslogSinkTests {
    /// Without a syslog daemon too, and whatever an agent says: it is never a format.
    @Test func takesEveryBatch() throws {
        var sink = SyslogSink()
        #expect(sink.name == "syslog")
        let batch = EventBatch([try .make(message: .request(agent: "%s%n%999999d")), try .make(2)])
        #expect(throws: Never.self) { try sink.write(batch) }
        sink.close()
    }
}
