import Glibc
import SIP
import Testing

@testable import Honeypot

@Suite struct ListenerErrorTests {
    private static let endpoint = Endpoint(address: .v4(0xC000_0201), port: 5060)

    @Test(arguments: [
        (EADDRINUSE, ListenerError.portTaken(.udp, endpoint)), (EACCES, .notPermitted(.udp, endpoint)),
        (EPERM, .notPermitted(.udp, endpoint)), (EADDRNOTAVAIL, .noSuchAddress(.udp, endpoint)),
        (EAFNOSUPPORT, .noSuchAddress(.udp, endpoint)),
        (EMFILE, .failed(.udp, endpoint, reason: "Too many open files")),
    ])
    func byErrorNumber(code: Int32, expected: ListenerError) {
        #expect(ListenerError(errno: code, transport: .udp, endpoint: Self.endpoint) == expected)
    }

    @Test(arguments: [SIPTransport.udp, .tcp, .tls])
    func sentencesNameThePortAndTheFlag(transport: SIPTransport) {
        let errors: [ListenerError] = [
            .portTaken(transport, Self.endpoint), .notPermitted(transport, Self.endpoint),
            .noSuchAddress(transport, Self.endpoint), .failed(transport, Self.endpoint, reason: "why"),
        ]
        for error in errors {
            let text = error.description
            #expect(text.contains(transport.name.description))
            #expect(text.contains(transport == .tls ? "-z ADDR:PORT" : "--sip-listen ADDR:PORT"))
            #expect(text.hasSuffix(".") && !text.contains("\n"))
        }
        let details = ["port 5060 on 192.0.2.1", "port 5060", "192.0.2.1", "192.0.2.1:5060: why"]
        for (error, detail) in zip(errors, details) { #expect(error.description.contains(detail)) }
    }

    @Test func anIPv6AddressIsReadable() {
        let endpoint = Endpoint(address: .v6(0x2001_0DB8_0000_0000, 1), port: 5060)
        #expect(ListenerError.portTaken(.udp, endpoint).description.contains("port 5060 on 2001:db8::1"))
        #expect(ListenerError.failed(.tcp, endpoint, reason: "why").description.contains("[2001:db8::1]:5060"))
    }
}
