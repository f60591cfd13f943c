import SIP
import Testing

@Suite("Status codes")
struct SIPStatusTests {
    @Test("RFC 3261 §21: named codes have their own phrase, others that of their class")
    func phrases() {
        let phrases: [(Int, String)] = [
            (100, "Trying"), (180, "Ringing"), (200, "OK"), (400, "Bad Request"), (405, "Method Not Allowed"),
            (481, "Call/Transaction Does Not Exist"), (486, "Busy Here"), (513, "Message Too Large"), (603, "Decline"),
            (199, "Progress"), (299, "OK"), (399, "Redirected"), (499, "Request Failure"), (599, "Server Failure"),
            (699, "Global Failure"),
        ]
        for (code, phrase) in phrases {
            #expect(SIPStatus(code).code == code)
            #expect("\(SIPStatus(code).reasonPhrase)" == phrase)
        }
    }

    @Test("A code is never outside 100…699", arguments: [(Int.min, 100), (99, 100), (700, 699), (Int.max, 699)])
    func bounds(given: Int, code: Int) {
        #expect(SIPStatus(given).code == code)
    }

    @Test("Every phrase stands on one line")
    func oneLine() {
        for code in 100...699 {
            let phrase = "\(SIPStatus(code).reasonPhrase)"
            #expect(!phrase.isEmpty && phrase.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        }
    }
}
