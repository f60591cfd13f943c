import SIP
import Testing

@testable import sentrypeer

@Suite struct EndpointTextTests {
    @Test(arguments: [
        ("1.2.3.4:5060", "1.2.3.4", 5060), ("0.0.0.0:0", "0.0.0.0", 0), ("[::1]:5060", "::1", 5060),
        ("[::]:65535", "::", 65535), ("[2001:DB8:0:0::1]:1", "2001:db8::1", 1),
    ])
    func reads(text: String, host: String, port: Int) throws {
        let address = try Endpoint(text: text)
        #expect(address.address.description == host && Int(address.port) == port)
        #expect(try Endpoint(text: address.description) == address)
    }

    @Test(arguments: [
        "", ":5060", "5060", "localhost:5060", "1.2.3:5060", "1.2.3.4.5:5060", "256.1.1.1:5060", "::1:5060", "::1",
        "[::1:5060", "[1.2.3.4]:5060", "[::1]5060", "[]:5060", "[::1%lo]:5060", "1.2.3.4:5060:1", " 1.2.3.4:5060",
    ])
    func refusesTheHost(_ text: String) {
        #expect(throws: HostPort.Fault.host) { try Endpoint(text: text) }
    }

    @Test(arguments: [
        "1.2.3.4", "1.2.3.4:", "1.2.3.4:65536", "1.2.3.4:-1", "1.2.3.4:+1", "1.2.3.4:sip", "[::1]", "[::1]:x",
    ])
    func refusesThePort(_ text: String) {
        #expect(throws: HostPort.Fault.port) { try Endpoint(text: text) }
    }
}
