import NIOCore
import Telephony
import Testing

@testable import Events

@Suite struct ProbeEventDialStringTests {
    private func dialled(_ uri: String) throws -> String? {
        try ProbeEvent.make(message: .request("INVITE", uri, to: nil)).dialString?.description
    }

    @Test(arguments: [
        ("sip:0046500729221@h", "0046500729221"), ("sip:+46500729221@h", "+46500729221"),
        ("sip:%2B46%20500-729221@h", "+46500729221"), ("tel:+46-500-729221", "+46500729221"), ("sip:100@h", "100"),
        ("sip:%3400@h", "400"),
    ])
    func digitsOfTheCalledNumber(uri: String, digits: String) throws {
        #expect(try dialled(uri) == digits)
    }

    @Test(arguments: ["sip:admin@h", "sip:h", "sip:%@h"]) func aNameIsNone(uri: String) throws {
        #expect(try dialled(uri) == nil)
    }

    @Test func neitherIsWhatIsNotSIP() throws {
        #expect(try ProbeEvent.make(message: ByteBuffer(string: "\r\n")).dialString == nil)
    }

    @Test(arguments: ["0", "%30"]) func anEndlessNumberIsReadInPart(digit: String) throws {
        let uri = "sip:" + String(repeating: digit, count: 10_000) + "@h"
        #expect(try ProbeEvent.make(message: .request("INVITE", uri)).dialString?.count == DialString.maximumDigits)
    }
}
