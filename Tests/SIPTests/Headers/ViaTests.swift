import NIOCore
import SIP
import Testing

@Suite("Via")
struct ViaTests {
    private func message(_ value: String) throws -> SIPMessage {
        try parse(request(via: "Via: \(value)"))
    }

    @Test("RFC 3261 §20.42: transport, sent-by, port and branch")
    func whole() throws {
        let message = try message("SIP/2.0/UDP erlang.bell-telephone.com:5070;branch=z9hG4bK87asdks7;ttl=16")
        let via = try #require(message.topVia)
        #expect(message.string(via.transport) == "UDP")
        #expect(message.string(via.host) == "erlang.bell-telephone.com")
        #expect(via.port == 5070)
        #expect(message.string(via.branch) == "z9hG4bK87asdks7")
        #expect(message.pairs(in: via.parameters) == ["branch=z9hG4bK87asdks7", "ttl=16"])
        #expect(!via.hasResponsePort)
        #expect(message.defects.isEmpty)
    }

    @Test("RFC 3261 §20.42: white space may stand around slashes, the colon and parameters")
    func whitespace() throws {
        let message = try message("SIP / 2.0 / UDP first.example.com: 4000;ttl=16  ;maddr=224.2.0.1 ;branch = z9 ")
        let via = try #require(message.topVia)
        #expect(message.string(via.transport) == "UDP")
        #expect(message.string(via.host) == "first.example.com")
        #expect(via.port == 4000)
        #expect(message.string(via.branch) == "z9")
        #expect(message.string(via.range).hasSuffix("branch = z9"))
        #expect(message.defects.isEmpty)
    }

    @Test("RFC 3261 §25.1: an IPv6 reference keeps its brackets", arguments: [nil, 5061])
    func ipv6(port: Int?) throws {
        let message = try message("SIP/2.0/TLS [2001:db8::9:1]\(port.map { ":\($0)" } ?? "");branch=b")
        let via = try #require(message.topVia)
        #expect(message.string(via.host) == "[2001:db8::9:1]")
        #expect(via.port == port)
    }

    @Test("RFC 3261 §7.3.1: several values in one field and several fields are one list")
    func severalValues() throws {
        let message = try parse(
            request(
                via: "Via: SIP/2.0/UDP a;branch=1 , SIP/2.0/TCP b:5;x=\",\"", adding: "v: SIP/2.0/TLS c", "Via: junk"))
        #expect(message.vias.map { message.string($0.host) } == ["a", "b", "c"])
        #expect(message.vias.map { message.string($0.transport) } == ["UDP", "TCP", "TLS"])
        let top = try #require(message.topVia)
        #expect(message.string(top.range) == "SIP/2.0/UDP a;branch=1")
        #expect(message.string(top.branch) == "1")
    }

    @Test("RFC 3261 §7.3.1: the first value may have no parameters")
    func firstWithoutParameters() throws {
        let message = try message("SIP/2.0/UDP a:5070, SIP/2.0/TCP b;branch=2")
        let top = try #require(message.topVia)
        #expect(message.string(top.range) == "SIP/2.0/UDP a:5070")
        #expect(top.port == 5070)
        #expect(top.branch == nil)
        #expect(top.parameters.isEmpty)
        #expect(message.vias.count == 2)
    }

    @Test(
        "RFC 3581 §3: rport stands alone in a request, and may have a value",
        arguments: ["rport", "rport=5080", "RPORT="])
    func responsePort(parameter: String) throws {
        #expect(try message("SIP/2.0/UDP a;\(parameter);branch=b").topVia?.hasResponsePort == true)
        #expect(try message("SIP/2.0/UDP a;x\(parameter);branch=b").topVia?.hasResponsePort == false)
    }

    @Test("RFC 3261 §7.3.1: parameter names are case-insensitive and the first branch counts")
    func parameterNames() throws {
        let message = try message("SIP/2.0/UDP a;BRANCH=one;branch=two")
        #expect(message.string(message.topVia?.branch) == "one")
    }

    @Test("RFC 4475 §3.1.2.1: empty parameters and values are passed over")
    func emptyParameters() throws {
        let message = try message("SIP/2.0/UDP 192.0.2.15;;,;,,")
        let via = try #require(message.topVia)
        #expect(message.string(via.host) == "192.0.2.15")
        #expect(message.pairs(in: via.parameters).isEmpty)
        #expect(message.vias.count == 1)
    }

    @Test("A transport and a version that nobody knows are read")
    func unknownTransport() throws {
        let message = try message("sip/7.0/CARRIER-PIGEON a;branch=b")
        #expect(message.string(message.topVia?.transport) == "CARRIER-PIGEON")
    }

    @Test(
        "RFC 3261 §20.42: what is no Via is a defect",
        arguments: [
            "", "SIP/2.0", "SIP/2.0/UDP", "SIP/2.0/UDP ", "SIP/2.0/UDP ;branch=b", "SIP/2.0/ a", "HTTP/1.1/TCP a",
            "SIP/2.0/UDPa", "SIP/2.0/UDP a:0x1", "SIP/2.0/UDP a:65536", "SIP/2.0/UDP a:-1", "SIP/2.0/UDP a:",
            "SIP/2.0/UDP 2001:db8::1", "SIP/2.0/UDP [2001:db8::1", "SIP/2.0/UDP [::1]x", "SIP/2.0/UDP a b",
            "SIP/, /UDP a", ",SIP/2.0/UDP a", "SIP//UDP a",
        ])
    func unreadable(value: String) throws {
        let message = try message(value)
        #expect(message.topVia == nil)
        #expect(message.defects.all == [.badVia])
    }

    @Test("Ports from 0 to 65535 are read", arguments: [0, 1, 5060, 65_535])
    func ports(port: Int) throws {
        #expect(try message("SIP/2.0/UDP a:\(port)").topVia?.port == port)
    }
}
