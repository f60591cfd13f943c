import SIP
import Telephony
import Testing

@testable import sentrypeer

@Suite struct LookupSubjectTests {
    @Test(arguments: ["192.0.2.1", "2001:db8::1"]) func anAddress(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(LookupSubject(text) == .address(address))
    }

    @Test(arguments: ["0046500729221", "+46 500-729221", "admin", "1.800.555", "46*", ""])
    func aNumberInAnyForm(text: String) {
        #expect(LookupSubject(text) == .number(text))
    }

    @Test(arguments: ["*729221", "…729221", "...729221", "***729 221"]) func anEnding(text: String) throws {
        let digits = try #require(DialString("729221".utf8))
        #expect(LookupSubject(text) == .ending(digits))
    }

    @Test(arguments: ["*", "*221", "…", "...", "*admin"]) func anEndingNeedsDigits(text: String) {
        #expect(LookupSubject(text) == nil)
    }
}
