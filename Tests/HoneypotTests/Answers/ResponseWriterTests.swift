import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

/// Every response of every persona can be read, whatever its request held.
@Suite struct ResponseWriterTests {
    private static let statuses = [
        100, 180, 183, 200, 202, 400, 401, 403, 404, 405, 407, 414, 415, 416, 420, 480, 481, 482, 486, 487, 488, 489,
        491,
        500, 501, 503, 505, 603,
        // None that anybody plans with.
        299, 402, 606, 699,
    ]

    private struct Made {
        private static let all = BuiltInPersona.allCases.map { persona in Result { try Made(persona) } }

        static func of(_ persona: BuiltInPersona) throws -> Made {
            try all[try #require(BuiltInPersona.allCases.firstIndex(of: persona))].get()
        }

        let disguise: Disguise
        let writer: ResponseWriter

        private init(_ persona: BuiltInPersona) throws {
            disguise = try .made(persona)
            writer = ResponseWriter(disguise.response, disguise.persona.reasons)
        }
    }

    private func write(
        _ response: Response, to bytes: ByteBuffer, _ made: Made, tag: String = "ours",
        destination: Endpoint = .local, isShort: Bool = false
    ) throws -> ByteBuffer {
        var buffer = ByteBuffer(string: "before")
        let occasion = ResponseWriter.Occasion(
            request: try bytes.message, source: .peer, destination: destination, time: .start, tag: Array(tag.utf8))
        made.writer.write(response, on: occasion, isShort: isShort, into: &buffer)
        #expect(buffer.readString(length: 6) == "before")
        return buffer
    }

    private func full(_ status: Int, body: String = "") -> Response {
        var response = Response(SIPStatus(status))
        if status == 401 || status == 407 {
            response.challenges = [Array("Digest realm=\"a\", nonce=\"b\"".utf8), Array("Digest realm=\"c\"".utf8)]
        }
        if status == 200 { response.contacts = [Array("<sip:1@h>;expires=60".utf8), Array("<sip:2@h>".utf8)] }
        if status == 420 { response.unsupported = Array("x, y".utf8) }
        response.expires = 60
        response.lines = Array("Retry-After: 5\r\n".utf8)
        response.body = Array(body.utf8)
        return response
    }

    @Test(arguments: BuiltInPersona.allCases, [false, true])
    func allCanBeRead(persona: BuiltInPersona, isShort: Bool) throws {
        let made = try Made.of(persona)
        for method in SIPMethod.allCases {
            let request = ByteBuffer.request(
                method.name?.description ?? "FOO", via: "SIP/2.0/UDP 10.0.0.1;rport;branch=z9hG4bK1",
                adding: ["Via: SIP/2.0/UDP 10.0.0.2;branch=x", "Record-Route: <sip:p;lr>", "Timestamp: 1"])
            for status in Self.statuses {
                for body in ["", "v=0\r\n", String(repeating: "0123456789", count: 123)] {
                    let bytes = try write(full(status, body: body), to: request, made, isShort: isShort)
                    let message = try bytes.message
                    #expect(message.defects.isEmpty, "\(persona) \(method) \(status) \(message.defects.all)")
                    #expect(message.status == status && message.contentLength == body.utf8.count)
                    #expect(message.body.count == body.utf8.count)
                    #expect(message.texts(.via).count == 2 && message.texts(.callID) == ["1@198.51.100.7"])
                    #expect(message.to?.tag.map(message.string) == (status == 100 ? nil : "ours"))
                    #expect(message.texts(.from) == ["<sip:1@192.0.2.1>;tag=f1"])
                    #expect(message.bytes.text.contains("\r\nRetry-After: 5\r\n"))
                    let challenges = message.texts(.wwwAuthenticate) + message.texts(.proxyAuthenticate)
                    #expect(challenges.count == (status == 401 || status == 407 ? 2 : 0))
                    #expect(message.texts(.unsupported) == (status == 420 ? ["x, y"] : []))
                    if !body.isEmpty, !isShort { #expect(message.texts(.contentType) == ["application/sdp"]) }
                }
            }
        }
    }

    @Test(
        "A dialog is made of the request's Record-Route and our Contact (RFC 3261 §12.1.1)",
        arguments: BuiltInPersona.allCases)
    func dialog(persona: BuiltInPersona) throws {
        let made = try Made.of(persona)
        let request = ByteBuffer.request("INVITE", adding: ["Record-Route: <sip:p1;lr>, <sip:p2;lr>"])
        for status in [180, 183, 200] {
            var response = full(status, body: "v=0\r\n")
            response.contacts = []
            let message = try write(response, to: request, made).message
            #expect(message.texts(.recordRoute) == ["<sip:p1;lr>, <sip:p2;lr>"])
            let uri = try #require(message.contact.flatMap { message.uri(in: $0.uri) })
            #expect(uri.host.map(message.string) == "192.0.2.1" && uri.port == 5060)
        }
    }

    @Test("What a dialog answers keeps the tag that is there (RFC 3261 §8.2.6.2)")
    func tagged() throws {
        for persona in BuiltInPersona.allCases {
            let request = ByteBuffer.request("BYE", to: "<sip:100@h>;tag=there")
            let made = try Made.of(persona)
            let message = try write(full(200), to: request, made).message
            #expect(message.texts(.to) == ["<sip:100@h>;tag=there"])
        }
    }

    @Test(arguments: BuiltInPersona.allCases) func addressesOfSixteenBytes(persona: BuiltInPersona) throws {
        let local = try Endpoint.make("[2001:db8::1]:5070")
        let made = try Made.of(persona)
        for method in ["INVITE", "OPTIONS"] {
            let bytes = try write(full(200), to: .request(method), made, destination: local)
            let message = try bytes.message
            #expect(message.defects.isEmpty)
            #expect(!bytes.text.contains("sip:2001:"))
            if bytes.text.contains("{") { Issue.record("a gap is left: \(bytes.text)") }
        }
    }

    /// What an attacker writes stands where it was, and nowhere ends a line.
    @Test(
        "No request can put a line into its response", arguments: BuiltInPersona.allCases,
        [
            "\r\nX-Evil: 1", "\nX-Evil: 1", "\rX-Evil: 1", "\r\n\r\nX-Evil: 1", "%0d%0aX-Evil:%201", "\u{0}\nX-Evil: 1",
            "a\r\n X-Evil: 1", ">\r\nX-Evil: 1", "\";x=\"\nX-Evil: 1", "{product}{user}",
        ])
    func injection(persona: BuiltInPersona, evil: String) throws {
        let made = try Made.of(persona)
        let lines = ["Record-Route: <sip:p\(evil)>", "Via: SIP/2.0/UDP h\(evil)", "Timestamp: 1\(evil)"]
        let requests = [
            ByteBuffer.request("INVITE", "sip:1\(evil)@h"), .request("INVITE", "sip:\(evil)@h", adding: lines),
            .request("INVITE", via: "SIP/2.0/UDP h;branch=1\(evil)"),
            .request("INVITE", from: "\"\(evil)\" <sip:1@h>;tag=1"),
            .request("INVITE", to: "<sip:1@h\(evil)>"), .request("INVITE", callID: "1\(evil)"),
            .request("INVITE", cseq: "1 INVITE\(evil)"), .request("INVITE", "tel:1\(evil)"),
        ]
        for request in requests {
            guard (try? request.message) != nil else { continue }
            for status in [180, 200, 401, 404] {
                let text = try write(full(status, body: "v=0\r\n"), to: request, made).text
                for line in text.split(separator: "\r\n") {
                    #expect(!line.hasPrefix("X-Evil"), "\(text)")
                    #expect(!line.contains("\n") && !line.contains("\r"))
                }
                let parts = text.split(separator: "\r\n\r\n", omittingEmptySubsequences: false)
                #expect(parts.count == 2 && parts.last == "v=0\r\n")
            }
        }
    }

    @Test(
        "A user that cannot stand in a URI does not",
        arguments: ["a b", "a<b", "a>b", "a\"b", "a:b:c", "é", "a\\b", ""])
    func hostileUser(user: String) throws {
        for persona in BuiltInPersona.allCases {
            let request = ByteBuffer.request("INVITE", "sip:\(user)@h", adding: ["X: y"])
            let made = try Made.of(persona)
            let message = try write(full(200), to: request, made).message
            let contact = try #require(message.texts(.contact).last)
            #expect(contact.allSatisfy(\.isASCII) && !contact.contains(" ") && !contact.contains("\""))
        }
    }

    @Test("However long what is copied is, nothing is cut off", arguments: BuiltInPersona.allCases)
    func hostileLength(persona: BuiltInPersona) throws {
        let made = try Made.of(persona)
        let long = String(repeating: "x", count: 7_000)
        let requests = [
            ByteBuffer.request("INVITE", "sip:\(long)@h"),
            .request("INVITE", via: "SIP/2.0/UDP h;branch=\(long);rport"),
            .request("INVITE", via: "SIP/2.0/UDP h" + String(repeating: ";rport;received=1", count: 400)),
            .request("INVITE", from: "<sip:1@h>;tag=\(long)", to: "<sip:\(long)@h>", callID: long),
            .request("INVITE", adding: (0..<200).map { "v:SIP/2.0/UDP \($0)" }),
            .request("INVITE", adding: (0..<200).map { "Record-Route:<sip:\($0)>" }),
            ByteBuffer(
                string:
                    "INVITE sip:\(long)@h SIP/2.0\nv:SIP/2.0/UDP h;rport\nf:<a:>\nt:<a:>\ni:1\nCSeq:1 INVITE\nl:0\n\n"),
        ]
        for request in requests {
            for status in [100, 180, 200, 401, 407, 420, 699] {
                for tag in ["ours", long] {
                    var response = full(status, body: long)
                    response.challenges = response.challenges.map { $0 + Array(long.utf8) }
                    response.contacts = response.contacts.map { $0 + Array(long.utf8) }
                    response.unsupported += response.unsupported.isEmpty ? [] : Array(long.utf8)
                    let message = try write(
                        response, to: request, made, tag: tag, destination: .make("[2001:db8:1:2:3:4:5:6]:65535")
                    ).message
                    // The body is what is written last.
                    #expect(message.body.count == long.utf8.count, "\(persona) \(status)")
                    #expect(message.contentLength == long.utf8.count)
                    if status != 100 {
                        #expect(message.to?.tag?.count == tag.utf8.count || message.defects.contains(.lineTooLong))
                    }
                    #expect(message.texts(.cseq).count == 1 && message.texts(.callID).count == 1)
                }
            }
        }
    }

    @Test("A field that a file names twice is written twice in full") func repeatedLines() throws {
        let disguise = try Disguise.made(.kamailio)
        let lines = disguise.response.lines
        let doubled = ResponseLayout(lines: lines + lines + lines, via: disguise.response.via)
        let long = String(repeating: "x", count: 7_000)
        let request = try ByteBuffer.request("INVITE", via: "SIP/2.0/UDP h;branch=\(long)", callID: long).message
        var response = full(401)
        response.challenges = [Array(long.utf8)]
        var buffer = ByteBuffer()
        ResponseWriter(doubled, disguise.persona.reasons).write(
            response,
            on: ResponseWriter.Occasion(
                request: request, source: .peer, destination: .local, time: .start, tag: Array(long.utf8)),
            into: &buffer)
        #expect(buffer.text.split(separator: "\r\n").filter { $0 == "Call-ID: \(long)" }.count == 3)
        #expect(buffer.text.split(separator: "\r\n").filter { $0 == "WWW-Authenticate: \(long)" }.count == 3)
        #expect(buffer.text.hasSuffix("\r\n\r\n"))
    }

    @Test func aShortResponseIsShorter() throws {
        for persona in BuiltInPersona.allCases {
            let made = try Made.of(persona)
            let whole = try write(Response(.ok), to: .request(), made)
            let short = try write(Response(.ok), to: .request(), made, isShort: true)
            #expect(short.readableBytes < whole.readableBytes)
            #expect(try short.message.defects.isEmpty)
        }
    }
}
