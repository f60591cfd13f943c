import NIOCore
import SIP

/// Parses a message given as it reads: `head` without its empty line, each line of it ended with CRLF.
func parse(_ head: String, body: String = "", limits: SIPLimits = SIPLimits()) throws(SIPParseError) -> SIPMessage {
    try SIPParser(limits: limits).parse(ByteBuffer(head: head, body: body))
}

/// Parses bytes exactly as given.
func parse(raw text: String, limits: SIPLimits = SIPLimits()) throws(SIPParseError) -> SIPMessage {
    try SIPParser(limits: limits).parse(ByteBuffer(string: text))
}

/// The head of a request without a fault. A test changes the one thing that it is about, and leaves a
/// field out by giving nil.
func request(
    _ startLine: String = "OPTIONS sip:100@192.0.2.1 SIP/2.0",
    via: String? = "Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK1",
    from: String? = "From: <sip:caller@198.51.100.7>;tag=f1",
    to: String? = "To: <sip:100@192.0.2.1>",
    callID: String? = "Call-ID: 1@198.51.100.7",
    cseq: String? = "CSeq: 1 OPTIONS",
    adding more: String...
) -> String {
    ([startLine, via, from, to, callID, cseq].compactMap(\.self) + more).joined(separator: "\n")
}

extension ByteBuffer {
    init(head: String, body: String = "") {
        self.init(string: head.withLineEnds + "\r\n\r\n" + body.withLineEnds)
    }
}

extension String {
    /// The lines with the ends that they have on the wire.
    var withLineEnds: String {
        split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }
}

extension SIPMessage {
    func string(_ range: ByteRange?) -> String? { range.map { string($0) } }

    /// The names of the fields as they are spelled, from the top down.
    var spelledNames: [String] { headers.map { string($0.nameRange) } }

    func text(of name: HeaderName) -> [String] {
        headers.filter { $0.name == name }.map { string($0.valueRange) }
    }

    /// Parameters as `name=value`, or `name` alone.
    func pairs(in range: ByteRange) -> [String] {
        parameters(in: range).map { parameter in
            string(parameter.name) + (string(parameter.value).map { "=" + $0 } ?? "")
        }
    }
}
