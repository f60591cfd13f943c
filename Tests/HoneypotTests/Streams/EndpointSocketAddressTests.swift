import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite struct EndpointSocketAddressTests {
    @Test(arguments: [
        ("192.0.2.1", 5060, "192.0.2.1:5060"), ("2001:db8::1", 65_535, "[2001:db8::1]:65535"),
        ("::ffff:192.0.2.1", 1, "192.0.2.1:1"), ("0.0.0.0", 0, "0.0.0.0:0"),
    ])
    func fromTheSocketsAddress(host: String, port: Int, text: String) throws {
        #expect(Endpoint(try SocketAddress(ipAddress: host, port: port))?.description == text)
    }

    @Test func whatIsNotIPHasNone() throws {
        #expect(Endpoint(nil) == nil)
        #expect(Endpoint(try SocketAddress(unixDomainSocketPath: "/tmp/x")) == nil)
    }
}
