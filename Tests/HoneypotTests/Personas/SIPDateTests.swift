import Events
import Testing

@testable import Honeypot

@Suite("Date (RFC 3261 §20.17)") struct SIPDateTests {
    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (1_289_690_940, "Sat, 13 Nov 2010 23:29:00 GMT"),
        (1_589_932_801, "Wed, 20 May 2020 00:00:01 GMT"), (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"),
        (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"), (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 GMT"),
    ])
    func isWrittenLikeThis(second: Int64, expected: String) {
        let time = Timestamp(nanoseconds: second * 1_000_000_000 + 999_999_999)
        #expect(String(decoding: SIPDate.text(time), as: UTF8.self) == expected)
    }
}
