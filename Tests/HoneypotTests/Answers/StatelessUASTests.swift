import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite struct StatelessUASTests {
    private let server = StatelessUAS()

    private func verdict(_ bytes: ByteBuffer) throws -> StatelessUAS.Verdict? {
        server.verdict(on: try bytes.message)
    }

    private func headers(_ bytes: ByteBuffer) throws -> String {
        String(decoding: try #require(try verdict(bytes)).headers, as: UTF8.self)
    }

    @Test(arguments: [
        ("OPTIONS", 200), ("REGISTER", 200), ("INVITE", 486), ("MESSAGE", 200), ("BYE", 481), ("CANCEL", 481),
        ("PRACK", 481), ("UPDATE", 481), ("INFO", 481), ("NOTIFY", 481), ("SUBSCRIBE", 489), ("PUBLISH", 489),
        ("REFER", 603), ("FOO", 405), ("options", 405),
    ])
    func eachMethodHasItsAnswer(method: String, status: Int) throws {
        #expect(try verdict(.request(method))?.status.code == status)
    }

    @Test("INVITE rings before it is refused (RFC 3261 §13.3.1.1)")
    func invite() throws {
        let verdict = try #require(try verdict(.request("INVITE")))
        #expect(verdict.provisional.map(\.code) == [100, 180])
        #expect(String(decoding: verdict.provisionalHeaders, as: UTF8.self).hasPrefix("Server: "))
    }

    @Test(arguments: SIPMethod.allCases.filter { $0 != .invite && $0 != .ack })
    func noOtherRings(method: SIPMethod) throws {
        #expect(try verdict(.request(method.name?.description ?? "FOO"))?.provisional.isEmpty == true)
    }

    @Test(
        "Never answered: ACK (RFC 3261 §17.1.1.3), responses (§8.1.3), without a Via (§18.2.2)",
        arguments: [
            ByteBuffer.request("ACK"), .request("ACK", via: "broken"), .request("ACK", version: "SIP/3.0"),
            .request("ACK", adding: ["Require: x"]), .request(via: nil), .request("INVITE", via: ""),
            .request("FOO", via: nil), ByteBuffer(string: "SIP/2.0 100 Trying\r\nVia: SIP/2.0/UDP h\r\n\r\n"),
            ByteBuffer(string: "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP h\r\nCSeq: 1 INVITE\r\n\r\n"),
        ])
    func never(bytes: ByteBuffer) throws {
        #expect(try verdict(bytes) == nil)
    }

    @Test("405 lists what is allowed (RFC 3261 §8.2.1, §21.4.6)")
    func methodNotAllowed() throws {
        let lines = try headers(.request("FOO"))
        #expect(lines.contains("\r\nAllow: "))
        for method in SIPMethod.allCases.compactMap(\.name) {
            #expect(lines.contains(" \(method)\r\n") || lines.contains(" \(method),"), "\(method)")
        }
    }

    @Test("OPTIONS tells what is accepted and supported (RFC 3261 §11.2)")
    func options() throws {
        let lines = try headers(.request("OPTIONS"))
        for name in ["Server", "Allow", "Accept", "Supported"] {
            #expect(lines.contains("\(name): "), "\(name)")
        }
        #expect(lines.hasSuffix("\r\n"))
    }

    @Test("505 for another version (RFC 3261 §21.5.6)", arguments: ["SIP/3.0", "SIP/1.0", "SIP/2.1"])
    func version(version: String) throws {
        #expect(try verdict(.request(version: version))?.status.code == 505)
    }

    @Test("414 for a Request-URI beyond the limit (RFC 3261 §21.4.12)")
    func uriTooLong() throws {
        let uri = "sip:" + String(repeating: "1", count: 8_200) + "@h"
        #expect(try verdict(.request("INVITE", uri))?.status.code == 414)
    }

    @Test(
        "416 for a scheme that is not understood (RFC 3261 §8.2.2.1)",
        arguments: [
            ("sip:1@h", 200), ("sips:1@h", 200), ("tel:+1", 200), ("http://h/", 416), ("urn:service:sos", 416),
            ("x:y", 416),
        ])
    func scheme(uri: String, status: Int) throws {
        #expect(try verdict(.request("OPTIONS", uri))?.status.code == status)
    }

    @Test("The method is looked at before the scheme (RFC 3261 §8.2.1)")
    func methodBeforeScheme() throws {
        #expect(try verdict(.request("FOO", "x:y"))?.status.code == 405)
    }

    @Test(
        "400 for what is broken (RFC 3261 §21.4.1)",
        arguments: [
            ByteBuffer.request(to: nil), .request(from: nil), .request(callID: nil), .request(to: "broken"),
            .request(from: "<sip:1@h"), .request(cseq: "x OPTIONS"), .request(cseq: "1 INVITE"),
            .request(via: "broken"),
            .request("OPTIONS", "100"), .request("OPTIONS", "<sip:100@h>"), .request("OPTIONS", "sip:1 00@h"),
            .request("OPTIONS", "sip:"), .request("OPTIONS", "tel:"), .request(adding: ["no colon"]),
            .request(adding: ["To: <sip:2@h>"]), .request(adding: (0..<300).map { "X-\($0): x" }),
            .request(adding: ["Content-Length: 5"]), .request("FOO", to: nil),
        ])
    func badRequest(bytes: ByteBuffer) throws {
        #expect(try verdict(bytes)?.status.code == 400)
    }

    @Test(
        "A body shorter than its Content-Length is 400, a longer one is cut (RFC 3261 §18.3)",
        arguments: [
            ("10", 400), ("5", 200), ("4", 200), ("-1", 400), ("x", 400), ("99999999999999999999", 400),
        ])
    func contentLength(length: String, status: Int) throws {
        #expect(try verdict(.request("MESSAGE", body: "hello", contentLength: length))?.status.code == status)
    }

    @Test("420 lists what is not supported (RFC 3261 §8.2.2.3)")
    func badExtension() throws {
        let request = ByteBuffer.request("INVITE", adding: ["Require: 100rel, timer", "Require: x"])
        #expect(try verdict(request)?.status.code == 420)
        let lines = try headers(request)
        #expect(lines.hasSuffix("Unsupported: 100rel\r\nUnsupported: timer\r\nUnsupported: x\r\n"))
        // Folded over lines (§7.3.1), it stays on one.
        let folded = try headers(.request(adding: ["Require: a\r\n\tb"]))
        #expect(folded.hasSuffix("Unsupported: a b\r\n"))
    }

    @Test("Require does not count in CANCEL (RFC 3261 §8.2.2.3)")
    func requireInCancel() throws {
        #expect(try verdict(.request("CANCEL", adding: ["Require: x"]))?.status.code == 481)
    }

    @Test("What is broken is told before what is unsupported (RFC 3261 §8.2)")
    func order() throws {
        #expect(try verdict(.request(to: nil, adding: ["Require: x"]))?.status.code == 400)
        #expect(try verdict(.request("FOO", adding: ["Require: x"]))?.status.code == 405)
        #expect(try verdict(.request(version: "SIP/3.0", to: nil))?.status.code == 505)
    }

    @Test func proofIsARequestThatShowsTheTag() throws {
        let request = try ByteBuffer.request("INVITE").message
        let tag = String(decoding: server.tag(for: request, from: .peer), as: UTF8.self)
        let shown = "To: <sip:100@192.0.2.1>;tag=\(tag)"
        for method in ["ACK", "BYE", "INVITE", "FOO"] {
            let request = ByteBuffer.request(method, to: String(shown.dropFirst(4)))
            #expect(server.isProof(try request.message, from: .peer), "\(method)")
            #expect(!server.isProof(try request.message, from: .local), "\(method)")
        }
        let response = """
            SIP/2.0 200 OK\r\nFrom: <sip:1@192.0.2.1>;tag=f1\r\n\(shown)\r\nCall-ID: 1@198.51.100.7\r\n\r\n
            """
        #expect(!server.isProof(try ByteBuffer(string: response).message, from: .peer))
        #expect(!server.isProof(request, from: .peer))
    }
}
