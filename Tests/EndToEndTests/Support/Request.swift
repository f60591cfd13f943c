import Foundation

/// A SIP request as an ordinary client writes it. Each one is new: its branch, Call-ID and tag are its own.
struct Request {
    enum Method: String {
        case options = "OPTIONS"
        case register = "REGISTER"
        case invite = "INVITE"
        case ack = "ACK"
        case bye = "BYE"
    }

    let method: Method
    var uri = "sip:100@127.0.0.1"
    var transport = "UDP"
    var branch = "z9hG4bK" + Request.token()
    var callID = Request.token() + "@client.example"
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
            "From: \"100\" <sip:100@client.example>;tag=\(fromTag)",
            "To: \(to ?? "<\(uri)>")",
            "Call-ID: \(callID)",
            "CSeq: \(number) \(method.rawValue)",
            "Contact: <sip:100@192.0.2.1:5060>",
        ]
        if let userAgent { lines.append("User-Agent: \(userAgent)") }
        lines += extra
        lines.append("Content-Length: \(body.utf8.count)")
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    var bytes: [UInt8] { Array(text.utf8) }

    static func token() -> String {
        String(UUID().uuidString.filter { $0 != "-" }.prefix(16)).lowercased()
    }
}
