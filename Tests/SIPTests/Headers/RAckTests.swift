import NIOCore
import SIP
import Testing

@Suite("RAck (RFC 3262 §7.2)") struct RAckTests {
    private func rack(_ value: String) throws -> (number: UInt32, sequence: UInt32, method: String)? {
        let text = "PRACK sip:100@192.0.2.1 SIP/2.0\r\nRAck: \(value)\r\n\r\n"
        let message = try SIPParser().parse(ByteBuffer(string: text))
        return message.rack.map { ($0.responseNumber, $0.sequence.number, message.string($0.sequence.method)) }
    }

    @Test(arguments: ["776656 1 INVITE", "776656   1\t INVITE", "776656\r\n 1 INVITE"])
    func namesAResponseAndItsRequest(value: String) throws {
        let rack = try #require(try rack(value))
        #expect(rack == (776_656, 1, "INVITE"))
    }

    @Test(arguments: [
        "", "1", "1 INVITE", "1 2", "x 1 INVITE", "1 x INVITE", "4294967296 1 INVITE", "1 1 IN VITE", "-1 1 INVITE",
    ])
    func anythingElseIsNone(value: String) throws {
        #expect(try rack(value) == nil)
    }
}
