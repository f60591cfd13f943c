import NIOCore
import SIP
import Testing

@Suite("Start lines")
struct StartLineTests {
    @Test("RFC 3261 §7.1: a Request-Line is method, Request-URI and version")
    func requestLine() throws {
        let message = try parse(request("INVITE sip:900441@192.0.2.1 SIP/2.0", cseq: "CSeq: 1 INVITE"))
        #expect(message.method == .invite)
        #expect(message.string(message.methodRange) == "INVITE")
        #expect(message.string(message.requestURIRange) == "sip:900441@192.0.2.1")
        #expect(message.defects.isEmpty)
    }

    @Test("RFC 3261 §7.1: methods are case-sensitive and may be any token")
    func unknownMethods() throws {
        for method in ["invite", "NEWMETHOD", "!interesting-Method0123456789_*+`.%indeed'~", "REGISTERS", "ACKS"] {
            let message = try parse(request("\(method) sip:100@192.0.2.1 SIP/2.0", cseq: "CSeq: 1 \(method)"))
            #expect(message.method == .other)
            #expect(message.string(message.methodRange) == method)
            #expect(message.defects.isEmpty)
        }
    }

    @Test("RFC 3261 §7.1: every method of the enum is read from its spelling", arguments: SIPMethod.allCases)
    func knownMethods(method: SIPMethod) throws {
        guard let name = method.name else { return #expect(method == .other) }
        let message = try parse(request("\(name) sip:100@192.0.2.1 SIP/2.0", cseq: "CSeq: 1 \(name)"))
        #expect(message.method == method)
        #expect(message.defects.isEmpty)
    }

    @Test("RFC 3261 §7.2: a Status-Line is version, code and reason phrase")
    func statusLine() throws {
        let message = try parse(request("SIP/2.0 486 Busy Here"))
        #expect(message.method == nil)
        #expect(message.methodRange == nil)
        #expect(message.requestURI == nil)
        guard case .response(486, let reason) = message.startLine else {
            Issue.record("not a response: \(message.startLine)")
            return
        }
        #expect(message.string(reason) == "Busy Here")
    }

    @Test("RFC 3261 §7.2: a reason phrase may be empty, with or without its space")
    func emptyReason() throws {
        for line in ["SIP/2.0 100 ", "SIP/2.0 100"] {
            guard case .response(100, let reason) = try parse(request(line)).startLine else {
                Issue.record("not a response: \(line)")
                continue
            }
            #expect(reason.isEmpty)
        }
    }

    @Test(
        "RFC 3261 §7.2: a status code is three digits from 100 to 699",
        arguments: [
            "SIP/2.0 ", "SIP/2.0 2", "SIP/2.0 099 X", "SIP/2.0 700 X", "SIP/2.0 2000 OK", "SIP/2.0 abc OK",
            "SIP/2.0  200 OK", "SIP/2.0 4294967301 better not break the receiver", "SIP/2.0 -20 OK",
        ])
    func badStatusCode(line: String) {
        #expect(throws: SIPParseError.badStatusCode) { try parse(request(line)) }
    }

    @Test("RFC 3261 §7.1: the version is case-insensitive")
    func versionInAnyCase() throws {
        let message = try parse(request("OPTIONS sip:100@192.0.2.1 sIp/2.0"))
        #expect(message.defects.isEmpty)
        guard case .response(200, _) = try parse(request("sip/2.0 200 OK")).startLine else {
            Issue.record("not a response")
            return
        }
    }

    @Test("RFC 3261 §8.2: another SIP version is a defect, so that it can be answered with 505")
    func otherVersion() throws {
        let message = try parse(request("OPTIONS sip:100@192.0.2.1 SIP/3.0"))
        #expect(message.defects == [SIPDefects(.badVersion)])
    }

    @Test(
        "RFC 3261 §7.1: what has no method, URI and SIP version is not a message",
        arguments: [
            "hello", "GET / HTTP/1.1", "INVITE", "INVITE sip:a@b", "INVITE SIP/2.0", "INVITE  SIP/2.0",
            "IN(VITE sip:a@b SIP/2.0", "INVITE\tsip:a@b\tSIP/2.0", " INVITE sip:a@b SIP/2.0", "SIP/2.0\t200 OK",
            "INVITE sip:a@b SIP/", "INVITE sip:a@b SIPS/2.0",
        ])
    func noStartLine(line: String) {
        #expect(throws: SIPParseError.noStartLine) { try parse(request(line)) }
    }

    @Test("Binary bytes are no message")
    func binary() {
        for text in ["\0", "\0\u{1}\u{2} \u{3} SIP/2.0", "\u{16}\u{3}\u{1}\0\r\n\r\n"] {
            #expect(throws: SIPParseError.noStartLine) { try parse(raw: text) }
        }
    }

    @Test("RFC 3261 §7.5: line ends in front of the start line are ignored", arguments: ["\r\n", "\n", "\r\n\r\n\r\n"])
    func leadingLineEnds(lineEnds: String) throws {
        let message = try parse(raw: lineEnds + request().withLineEnds + "\r\n\r\n")
        #expect(message.method == .options)
        #expect(message.string(message.methodRange) == "OPTIONS")
        #expect(message.defects.isEmpty)
    }

    @Test("RFC 3261 §7.5: nothing but line ends is no message", arguments: ["", "\r\n", "\n\n", "\r\n\r\n"])
    func empty(text: String) {
        #expect(throws: SIPParseError.empty) { try parse(raw: text) }
    }

    @Test("A start line alone is a request that lacks everything else")
    func startLineAlone() throws {
        let message = try parse(raw: "OPTIONS sip:100@192.0.2.1 SIP/2.0")
        #expect(message.method == .options)
        #expect(
            message.defects.all == [
                .noEndOfHeaders, .missingVia, .missingFrom, .missingTo, .missingCallID, .missingCSeq,
            ])
    }

    @Test(
        "RFC 3261 §7.1, §25.1: a Request-URI in brackets, with white space or without a scheme is bad, but read",
        arguments: [
            ("<sip:100@192.0.2.1>", "<sip:100@192.0.2.1>"), ("sip:1 00@192.0.2.1", "sip:1 00@192.0.2.1"),
            ("sip:1\t00@192.0.2.1", "sip:1\t00@192.0.2.1"), (" sip:100@192.0.2.1", "sip:100@192.0.2.1"),
            ("sip:100@192.0.2.1 ", "sip:100@192.0.2.1"), ("100", "100"), ("1sip:100@192.0.2.1", "1sip:100@192.0.2.1"),
            ("sip:100\r@192.0.2.1", "sip:100 @192.0.2.1"), (":100@192.0.2.1", ":100@192.0.2.1"),
        ])
    func badRequestURI(written: String, read: String) throws {
        let message = try parse(request("OPTIONS \(written) SIP/2.0"))
        #expect(message.defects == [SIPDefects(.badRequestURI)])
        #expect(message.string(message.requestURIRange) == read)
    }

    @Test("RFC 4475 §3.1.2.10: white space behind the version is bad, but read")
    func trailingSpace() throws {
        let message = try parse(request("OPTIONS sip:100@192.0.2.1 SIP/2.0  "))
        #expect(message.defects == [SIPDefects(.badRequestURI)])
        #expect(message.string(message.requestURI?.user) == "100")
    }
}
