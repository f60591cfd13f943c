import SIP
import Testing

@Suite("Endpoints and transports")
struct EndpointTests {
    @Test("RFC 3986 §3.2.2: an IPv6 address stands in brackets before its port")
    func text() throws {
        let v4 = try #require(IPAddress("192.0.2.1"))
        let v6 = try #require(IPAddress("2001:db8::1"))
        #expect(Endpoint(address: v4, port: 5060).description == "192.0.2.1:5060")
        #expect(Endpoint(address: v6, port: 65_535).description == "[2001:db8::1]:65535")
    }

    @Test("Endpoints are keys: the port counts")
    func keys() throws {
        let address = try #require(IPAddress("192.0.2.1"))
        let endpoints: Set = [Endpoint(address: address, port: 1), Endpoint(address: address, port: 2)]
        #expect(endpoints.count == 2)
    }

    @Test("RFC 3261 §20.42: names of transports, and which are streams")
    func transports() {
        #expect(SIPTransport.allCases.map { "\($0.name)" } == ["UDP", "TCP", "TLS"])
        #expect(SIPTransport.allCases.filter(\.isStream) == [.tcp, .tls])
    }
}
