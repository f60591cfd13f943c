import SIP
import Testing

@testable import Honeypot

@Suite struct ResponsePatternTests {
    @Test(arguments: [
        ("INVITE", SIPMethod.invite, 404, false), ("INVITE 18x", .invite, 183, true), ("4xx", .bye, 481, false),
        ("REGISTER 200", .register, 200, false), ("2xx body", .invite, 200, true), ("empty", .info, 200, false),
        ("INVITE UPDATE 2xx", .update, 200, false), ("OTHER 405", .other, 405, false), ("6xx", .invite, 699, false),
        ("body OPTIONS 200", .options, 200, true),
    ])
    func fits(text: String, method: SIPMethod, status: Int, hasBody: Bool) throws {
        #expect(try #require(ResponsePattern(text)).fits(method, SIPStatus(status), hasBody: hasBody))
    }

    @Test(arguments: [
        ("INVITE", SIPMethod.bye, 404, false), ("INVITE 18x", .invite, 200, true), ("4xx", .bye, 500, false),
        ("REGISTER 200", .register, 202, false), ("2xx body", .invite, 200, false), ("empty", .info, 200, true),
        ("18x", .invite, 190, false),
    ])
    func doesNotFit(text: String, method: SIPMethod, status: Int, hasBody: Bool) throws {
        #expect(try !#require(ResponsePattern(text)).fits(method, SIPStatus(status), hasBody: hasBody))
    }

    @Test(arguments: [
        "", " ", "invite", "20", "2000", "700", "099", "xxx", "x00", "1x1", "200 404", "body empty", "FOO", "2X0",
        "-10",
    ])
    func isRefused(text: String) {
        #expect(ResponsePattern(text) == nil)
    }
}
