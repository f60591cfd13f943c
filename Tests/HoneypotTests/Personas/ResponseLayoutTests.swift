import NIOCore
import SIP
import Testing

@testable import Honeypot

/// The orders are those of traces of the real ones.
@Suite struct ResponseLayoutTests {
    private func lines(
        _ builtIn: BuiltInPersona, _ method: SIPMethod, _ code: Int, hasBody: Bool = false
    ) throws -> [String] {
        try builtIn.persona().response.contents(method, SIPStatus(code), hasBody: hasBody).map(name)
    }

    private func name(_ content: ResponseLayout.Content) -> String {
        switch content {
        case .copied(let field): field.rawValue
        case .built(let line): line.rawValue
        case .text(let template): String(decoding: template.name, as: UTF8.self)
        }
    }

    @Test func chanSIPRegister() throws {
        let fields = [
            "Via", "From", "To", "Call-ID", "CSeq", "Server", "Allow", "Supported", "Unsupported", "(challenges)",
        ]
        #expect(try lines(.freepbx, .register, 401) == fields + ["(contacts)", "Content-Length"])
        #expect(
            try lines(.freepbx, .register, 200) == fields + ["Expires", "(contacts)", "Date", "Content-Length"])
    }

    @Test func chanSIPOptions() throws {
        #expect(
            try lines(.freepbx, .options, 200) == [
                "Via", "From", "To", "Call-ID", "CSeq", "Server", "Allow", "Supported", "Unsupported", "(challenges)",
                "(contacts)", "Contact", "Accept", "Content-Length",
            ])
    }

    @Test func chanSIPCalls() throws {
        #expect(
            try lines(.freepbx, .invite, 200, hasBody: true) == [
                "Via", "Record-Route", "From", "To", "Call-ID", "CSeq", "Server", "Allow", "Supported", "Unsupported",
                "(challenges)", "(contacts)", "Contact", "Content-Type", "Content-Length",
            ])
    }

    @Test func pjsipRegister() throws {
        #expect(
            try lines(.asterisk, .register, 401) == [
                "Via", "Call-ID", "From", "To", "CSeq", "(contacts)", "(challenges)", "Unsupported", "Server",
                "Content-Length",
            ])
        #expect(
            try lines(.asterisk, .register, 200) == [
                "Via", "Call-ID", "From", "To", "CSeq", "Date", "(contacts)", "Expires", "(challenges)", "Unsupported",
                "Server", "Content-Length",
            ])
    }

    @Test func pjsipWritesLengthsInTwoWays() throws {
        func length(_ value: Int) throws -> String {
            let disguise = try Disguise.made(.asterisk)
            var response = Response(.ok)
            response.body = [UInt8](repeating: UInt8(ascii: "x"), count: value)
            var text = ByteBuffer()
            try ResponseWriter(disguise.response, disguise.persona.reasons).write(
                response,
                on: .init(
                    request: ByteBuffer.request("INVITE").message, source: .peer, destination: .local, time: .start,
                    tag: []), into: &text)
            let lines = String(buffer: text).split(separator: "\r\n")
            return lines.filter { $0.hasPrefix("Content-Length") }.map { $0 + "\r\n" }.joined()
        }
        #expect(try length(0) == "Content-Length:  0\r\n")
        #expect(try length(279) == "Content-Length:   279\r\n")
    }

    @Test func kamailioKeepsTheRequestsOrder() throws {
        #expect(try lines(.kamailio, .invite, 100).first == "(as requested)")
        #expect(try lines(.kamailio, .invite, 100).contains("Server"))
        #expect(try !lines(.kamailio, .invite, 200).contains("Server"))
    }

    @Test func ciscoHasDateAmongTheFieldsAndServerInTwoPlaces() throws {
        #expect(
            try lines(.cisco, .invite, 100) == [
                "Via", "From", "To", "Date", "Call-ID", "CSeq", "Allow-Events", "Unsupported", "(challenges)",
                "(contacts)", "Server", "Content-Length",
            ])
        #expect(
            try lines(.cisco, .options, 200).prefix(7) == ["Via", "From", "To", "Date", "Call-ID", "Server", "CSeq"])
    }

    @Test func linksysEndsWithItsAbilities() throws {
        #expect(
            try lines(.ata, .options, 200) == [
                "To", "From", "Call-ID", "CSeq", "Via", "(challenges)", "(contacts)", "Unsupported", "Server",
                "Content-Length", "Allow", "Supported",
            ])
    }

    @Test(arguments: BuiltInPersona.allCases) func theProductIsInIt(_ builtIn: BuiltInPersona) throws {
        let disguise = try Disguise.make(builtIn)
        let isNamed = disguise.response.contents(.options, .ok, hasBody: false).contains { content in
            guard case .text(let template) = content else { return false }
            return template.name == Array("Server".utf8) && template.pieces.count == 1
                && template.pieces == [.literal(Array("Server: ".utf8) + disguise.product)]
        }
        #expect(isNamed)
    }

    /// RFC 3261 §8.2.6.2, §20.14, and §22.1: nothing that a response needs is missing, whatever it is.
    @Test(arguments: BuiltInPersona.allCases) func everyResponseHasWhatItNeeds(_ builtIn: BuiltInPersona) throws {
        let layout = try builtIn.persona().response
        let copied = ["Via", "From", "To", "Call-ID", "CSeq"]
        for method in SIPMethod.allCases {
            for code in [100, 180, 183, 200, 202, 400, 401, 403, 404, 405, 407, 420, 481, 486, 489, 501, 503, 603] {
                for hasBody in [false, true] {
                    let lines = layout.contents(method, SIPStatus(code), hasBody: hasBody).map(name)
                    let isRight =
                        (lines.contains("(as requested)") || copied.allSatisfy(lines.contains))
                        && lines.filter { $0 == "Content-Length" }.count == 1
                        && lines.filter { $0 == "Content-Type" }.count == (hasBody ? 1 : 0)
                        && lines.contains("(challenges)") && lines.contains("Unsupported")
                    #expect(isRight, "\(method) \(code): \(lines)")
                }
            }
        }
    }

    @Test(arguments: BuiltInPersona.allCases) func callsGetAContact(_ builtIn: BuiltInPersona) throws {
        #expect(try lines(builtIn, .invite, 200, hasBody: true).contains("Contact"))
        #expect(try lines(builtIn, .invite, 200, hasBody: true).contains("Record-Route"))
        #expect(try lines(builtIn, .register, 200).contains("(contacts)"))
        #expect(try lines(builtIn, .options, 405).contains("Allow"))
    }
}
