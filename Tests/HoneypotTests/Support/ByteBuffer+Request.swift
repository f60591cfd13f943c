import NIOCore
import SIP

extension ByteBuffer {
    /// A request without a fault. A test changes the one thing that it is about, and leaves a field out by
    /// giving nil.
    static func request(
        _ method: String = "OPTIONS", _ uri: String = "sip:100@192.0.2.1", version: String = "SIP/2.0",
        via: String? = "SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK1", from: String? = "<sip:1@192.0.2.1>;tag=f1",
        to: String? = "<sip:100@192.0.2.1>", callID: String? = "1@198.51.100.7", cseq: String? = nil,
        adding more: [String] = [], body: String = "", contentLength: String? = nil
    ) -> ByteBuffer {
        let lines = [
            "\(method) \(uri) \(version)", via.map { "Via: \($0)" }, from.map { "From: \($0)" }, to.map { "To: \($0)" },
            callID.map { "Call-ID: \($0)" }, "CSeq: \(cseq ?? "1 \(method)")",
        ]
        let all = lines.compactMap(\.self) + more + ["Content-Length: \(contentLength ?? String(body.utf8.count))"]
        return ByteBuffer(string: all.map { $0 + "\r\n" }.joined() + "\r\n" + body)
    }

    var text: String { String(buffer: self) }

    var message: SIPMessage {
        get throws(SIPParseError) { try SIPParser().parse(self) }
    }
}

extension SIPMessage {
    /// The status code of a response.
    var status: Int? {
        if case .response(let status, _) = startLine { status } else { nil }
    }

    func texts(_ name: HeaderName) -> [String] {
        headers.filter { $0.name == name }.map { string($0.valueRange) }
    }
}
