import NIOCore
import SIP
import Testing

@testable import Events

@Suite struct SignalledDigitsTests {
    private func digits(_ type: String?, _ body: String, method: String = "INFO") throws -> String? {
        let further = type.map { ["Content-Type: \($0)"] } ?? []
        return try ProbeEvent.make(message: .request(method, further: further, body: body)).details?.dtmf
    }

    @Test(arguments: [
        ("Signal=5\r\nDuration=160\r\n", "5"), ("Signal= #\nDuration= 250", "#"), ("signal = *", "*"),
        ("SIGNAL=d", "D"), ("Signal=10", "*"), ("Signal=11", "#"), ("Signal=15", "D"),
        ("Duration=1\r\nSignal=1\r\nSignal=2", "12"), ("Signal=16", nil), ("Signal=-1", nil), ("Signal=", nil),
        ("Signal", nil), ("=", nil), ("Signal=!", nil), ("Signal=99999999999999999999", nil), ("5", nil),
    ])
    func relayed(body: String, digits expected: String?) throws {
        #expect(try digits("application/dtmf-relay", body) == expected)
    }

    @Test(arguments: [("5", "5"), ("12#\r\n", "12#"), ("a", "A"), ("?", nil), ("\r\n", nil)])
    func plain(body: String, digits expected: String?) throws {
        #expect(try digits("application/dtmf", body) == expected)
    }

    @Test(arguments: [
        "application/dtmf", "APPLICATION/DTMF", "application/dtmf;charset=utf-8", "application / dtmf ; x=y",
    ])
    func typesAreRecognised(type: String) throws {
        #expect(try digits(type, "1") == "1")
    }

    @Test func othersSayNothing() throws {
        #expect(try digits("text/plain", "1") == nil)
        #expect(try digits(nil, "1") == nil)
        #expect(try digits("application/dtmf", "") == nil)
        #expect(try digits("application/dtmf", "1", method: "NOTIFY") == nil)
    }

    @Test func thereIsAnEnd() throws {
        let many = String(repeating: "Signal=7\r\n", count: 5_000)
        #expect(try digits("application/dtmf-relay", many) == String(repeating: "7", count: 64))
        #expect(try digits("application/dtmf", String(repeating: "12", count: 30_000))?.count == 64)
    }
}
