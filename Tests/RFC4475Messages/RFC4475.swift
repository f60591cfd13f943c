import NIOCore

/// The messages of RFC 4475, octet by octet, for the tests of the parser and of the whole node. Each has
/// the RFC's name for it.
package enum RFC4475 {
    package static let all: [Message] = valid + invalid + transaction + application + backward

    package struct Message: Sendable {
        package let name: String
        package let bytes: ByteBuffer

        /// A message as the RFC prints it: a head, and a body whose lines all have an end.
        init(_ name: String, head: String, body: String = "") {
            self.init(name, bytes: RFC4475.bytes(head: head, body: body.isEmpty ? "" : body + "\n"))
        }

        init(_ name: String, bytes: ByteBuffer) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// Lines with the ends that they have on the wire.
    static func bytes(head: String, body: String = "") -> ByteBuffer {
        ByteBuffer(
            string: (head + "\n\n" + body).split(separator: "\n", omittingEmptySubsequences: false).joined(
                separator: "\r\n"))
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
