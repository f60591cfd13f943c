import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("Contacts of a registration (RFC 3261 §10.3)") struct AnswerHeadersTests {
    private func contacts(_ lines: String...) throws -> [String] {
        let request = try ByteBuffer.request("REGISTER", adding: lines).message
        let text = String(decoding: AnswerHeaders().registration(request), as: UTF8.self)
        #expect(text.hasPrefix("Server: ") && text.hasSuffix("\r\n"))
        return text.split(separator: "\r\n").filter { $0.hasPrefix("Contact") }.map(String.init)
    }

    @Test func eachIsRepeatedWithItsExpiry() throws {
        #expect(try contacts("Contact: <sip:1@h>") == ["Contact: <sip:1@h>;expires=3600"])
        #expect(
            try contacts("Contact: \"A, B\" <sip:1@h;x=y>;q=0.5, sip:2@h;expires=60", "m: <sip:3@h>")
                == [
                    "Contact: <sip:1@h;x=y>;expires=3600", "Contact: <sip:2@h>;expires=60",
                    "Contact: <sip:3@h>;expires=3600",
                ])
    }

    @Test func expiresIsTheDefaultForAll() throws {
        #expect(
            try contacts("Expires: 120", "Contact: <sip:1@h>, <sip:2@h>;expires=30")
                == ["Contact: <sip:1@h>;expires=120", "Contact: <sip:2@h>;expires=30"])
    }

    @Test(arguments: [
        ("60", "60"), ("3600", "3600"), ("3601", "3600"), ("4294967295", "3600"), ("99999999999999999999", "3600"),
        ("soon", "3600"), ("", "3600"),
    ])
    func noneLastsLongerThanAnHour(asked: String, given: String) throws {
        #expect(try contacts("Contact: <sip:1@h>;expires=\(asked)") == ["Contact: <sip:1@h>;expires=\(given)"])
        #expect(try contacts("Expires: \(asked)", "Contact: <sip:1@h>") == ["Contact: <sip:1@h>;expires=\(given)"])
    }

    @Test("One that asks to be removed is gone (§10.2.2)")
    func removal() throws {
        #expect(try contacts("Contact: <sip:1@h>;expires=0, <sip:2@h>") == ["Contact: <sip:2@h>;expires=3600"])
        #expect(try contacts("Expires: 0", "Contact: <sip:1@h>") == [])
        #expect(try contacts("Expires: 0", "Contact: *") == [])
        #expect(try contacts("Contact: *") == [])
        #expect(try contacts("Contact: <sip:1@h>;expires=-5") == [])
    }

    @Test func aQueryHasNone() throws {
        #expect(try contacts() == [])
        #expect(try contacts("Contact: broken") == [])
    }

    @Test func noMoreThanTen() throws {
        let many = (0..<50).map { "<sip:\($0)@h>" }.joined(separator: ", ")
        #expect(try contacts("Contact: \(many)").count == 10)
    }

    @Test func aContactCannotEndItsLine() throws {
        let lines = try contacts("Contact: <sip:1@h\r\n ;x>", "Contact: \"a\r\n\tb\" <sip:2@h>")
        #expect(lines == ["Contact: <sip:1@h ;x>;expires=3600", "Contact: <sip:2@h>;expires=3600"])
    }
}
