import NIOCore
import SIP
import Testing

@Suite("Errors and defects")
struct SIPDefectTests {
    static let small: SIPLimits = {
        var limits = SIPLimits()
        (limits.message, limits.headerFields, limits.line, limits.uri) = (1_000, 10, 200, 100)
        return limits
    }()

    /// A message with that defect and no other.
    static func text(with defect: SIPDefect) -> String {
        let long = String(repeating: "9", count: 120)
        let head =
            switch defect {
            case .noEndOfHeaders: request()
            case .badHeaderLine: request(adding: "nonsense")
            case .tooManyHeaderFields: request() + String(repeating: "\nX: 1", count: 11)
            case .lineTooLong: request(adding: "Subject: " + long + long)
            case .uriTooLong: request("OPTIONS sip:\(long)@192.0.2.1 SIP/2.0")
            case .badVersion: request("OPTIONS sip:100@192.0.2.1 SIP/1.0")
            case .badRequestURI: request("OPTIONS 100 SIP/2.0")
            case .missingVia: request(via: nil)
            case .missingFrom: request(from: nil)
            case .missingTo: request(to: nil)
            case .missingCallID: request(callID: nil)
            case .missingCSeq: request(cseq: nil)
            case .badVia: request(via: "Via: 192.0.2.1")
            case .badFrom: request(from: "From: me")
            case .badTo: request(to: "To: <>")
            case .badCSeq: request(cseq: "CSeq: -1 OPTIONS")
            case .methodMismatch: request(cseq: "CSeq: 1 BYE")
            case .badContentLength: request(adding: "l: many")
            case .bodyTooShort: request(adding: "l: 1")
            case .bodyTooLong: request(adding: "l: 0")
            case .repeatedField: request(adding: "t: <sip:b@c>")
            }
        let end = defect == .noEndOfHeaders ? "" : "\r\n\r\n"
        return head.withLineEnds + end + (defect == .bodyTooLong ? "x" : "")
    }

    @Test("Every defect is found, alone, in a message that has it", arguments: SIPDefect.allCases)
    func reached(defect: SIPDefect) throws {
        let message = try parse(raw: Self.text(with: defect), limits: Self.small)
        #expect(message.defects.all == [defect])
        #expect(message.method == .options)
    }

    @Test("Every error is reached", arguments: SIPParseError.allCases)
    func reached(error: SIPParseError) {
        let text =
            switch error {
            case .empty: "\r\n\r\n"
            case .messageTooLarge: String(repeating: "x", count: 1_001)
            case .noStartLine: "EHLO example.com\r\n"
            case .badStatusCode: "SIP/2.0 42 Answer\r\n\r\n"
            }
        #expect(throws: error) { try parse(raw: text, limits: Self.small) }
    }

    @Test("Names of defects, errors and breaks are in lower case with hyphens, and none stands twice in its set")
    func names() {
        let sets = [
            SIPDefect.allCases.map(\.name), SIPParseError.allCases.map(\.rawValue),
            SIPStreamFramer.Break.allCases.map(\.rawValue),
        ]
        for names in sets {
            #expect(Set(names).count == names.count)
            for name in names {
                #expect(!name.isEmpty && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D })
            }
        }
    }

    @Test("A set of defects holds what was put into it, in the order of the enum")
    func set() {
        var defects: SIPDefects = []
        #expect(defects.all.isEmpty)
        defects.insert(.badTo)
        defects.insert(.noEndOfHeaders)
        defects.insert(.badTo)
        #expect(defects.all == [.noEndOfHeaders, .badTo])
        #expect(defects.contains(.badTo))
        #expect(!defects.contains(.badFrom))
        #expect(SIPDefects(rawValue: defects.rawValue) == defects)
    }

    @Test("RFC 3261 §21.4.1, §21.4.12, §21.5.6: defects with an answer of their own, and harmless ones, are no 400")
    func badRequest() {
        let others: Set<SIPDefect> = [.badVersion, .uriTooLong, .bodyTooLong]
        #expect(Set(SIPDefect.allCases).subtracting(SIPDefects.badRequest.all) == others)
    }
}
