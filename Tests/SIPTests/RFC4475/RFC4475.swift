import NIOCore
import SIP

/// The messages of RFC 4475, octet by octet. Each has the RFC's name for it.
enum RFC4475 {
    static let all: [Message] = valid + invalid + transaction + application + backward

    struct Message: Sendable {
        let name: String
        let bytes: ByteBuffer

        /// A message as the RFC prints it: a head, and a body whose lines all have an end.
        init(_ name: String, head: String, body: String = "") {
            self.init(name, bytes: ByteBuffer(head: head, body: body.isEmpty ? "" : body + "\n"))
        }

        init(_ name: String, bytes: ByteBuffer) {
            self.name = name
            self.bytes = bytes
        }

        func parse() throws(SIPParseError) -> SIPMessage {
            try SIPParser().parse(bytes)
        }
    }

    /// The session description that most of the messages carry.
    static func sdp(_ address: String, time: String = "0 0") -> String {
        """
        v=0
        o=mhandley 29739 7272939 IN IP4 \(address)
        s=-
        c=IN IP4 \(address)
        t=\(time)
        m=audio 49217 RTP/AVP 0 12
        m=video 3227 RTP/AVP 31
        a=rtpmap:31 LPC
        """
    }
}
