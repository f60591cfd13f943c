import Testing

@testable import sentrypeer

@Suite struct NodeAddressTests {
    @Test(arguments: [
        ("node.example.org", "node.example.org", 4222), ("node.example.org:4000", "node.example.org", 4000),
        ("192.0.2.1", "192.0.2.1", 4222), ("[2001:db8::1]", "2001:db8::1", 4222), ("[::1]:65535", "::1", 65535),
    ])
    func reads(text: String, host: String, port: Int) throws {
        let address = try NodeAddress(text)
        #expect(address.host == host && address.port == port)
    }

    @Test(arguments: [
        ("", HostPort.Fault.host), (":1", .host), ("::1", .host), ("[node]:1", .host), ("a b:1", .host),
        ("http://node", .port), ("nöde", .host), ("node:0", .port), ("node:", .port), ("node:65536", .port),
    ])
    func refuses(text: String, fault: HostPort.Fault) {
        #expect(throws: fault) { try NodeAddress(text) }
    }
}
