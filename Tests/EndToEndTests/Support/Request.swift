import Foundation

/// A SIP request as an ordinary client writes it. Each one is new: its branch, Call-ID and tag are its own. Its sender
/// is nobody whom a PBX knows.
struct Request {
    enum Method: String {
        case options = "OPTIONS"
        case register = "REGISTER"
        case invite = "INVITE"
        case ack = "ACK"
        case bye = "BYE"
        case message = "MESSAGE"
    }

    let method: Method
    var uri = "sip:100@127.0.0.1"
    var transport = "UDP"
    var branch = "z9hG4bK" + Request.token()
    var callID = Request.token() + "@client.example"
    /// The value of From without its tag.
    var from = "\"Ann\" <sip:ann@client.example>"
    var fromTag = Request.token()
    /// The whole value of To.
    var to: String?
    var number = 1
    var userAgent: String? = "friendly-scanner"
    /// Complete lines, without their ends.
    var extra: [String] = []
    var body = ""

    init(_ method: Method) {
        self.method = method
    }

    var text: String {
        var lines = [
            "\(method.rawValue) \(uri) SIP/2.0",
            "Via: SIP/2.0/\(transport) 192.0.2.1:5060;branch=\(branch);rport",
            "Max-Forwards: 70",
            "From: \(from);tag=\(fromTag)",
            "To: \(to ?? "<\(uri)>")",
            "Call-ID: \(callID)",
            "CSeq: \(number) \(method.rawValue)",
            "Contact: <sip:ann@192.0.2.1:5060>",
        ]
        if let userAgent { lines.append("User-Agent: \(userAgent)") }
        lines += extra
        lines.append("Content-Length: \(body.utf8.count)")
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    var bytes: [UInt8] { Array(text.utf8) }

    /// Offers to hear and speak G.711 at that port of this machine, as a telephone does: at such length that every
    /// answer to it fits into three times as many bytes.
    mutating func offer(port: UInt16) {
        extra += [
            "Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, INFO, UPDATE", "Supported: replaces",
            "Content-Type: application/sdp",
        ]
        let lines = [
            "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0",
            "m=audio \(port) RTP/AVP 0 8 101", "a=rtpmap:0 PCMU/8000", "a=rtpmap:8 PCMA/8000",
            "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-16", "a=ptime:20", "a=sendrecv",
        ]
        body = lines.map { $0 + "\r\n" }.joined()
    }

    static func token() -> String {
        String(UUID().uuidString.filter { $0 != "-" }.prefix(16)).lowercased()
    }
}
