import Crypto
import NIOCore
import SIP
import Testing

@testable import Honeypot

/// A client that knows a name and a password, and answers challenges (RFC 2617 §3.2.2).
struct DigestClient {
    var name: String
    var password: String
    /// What a response's first challenge named.
    var realm = ""
    var nonce = ""
    var hasQOP = false
    var isStale = false
    private var field = "Authorization"

    init(name: String, password: String, challenge response: SIPMessage) throws {
        self.name = name
        self.password = password
        let proxy = response.texts(.proxyAuthenticate)
        let text = try #require((response.texts(.wwwAuthenticate) + proxy).first)
        field = proxy.isEmpty ? "Authorization" : "Proxy-Authorization"
        realm = try #require(Self.value("realm", in: text))
        nonce = try #require(Self.value("nonce", in: text))
        hasQOP = Self.value("qop", in: text) != nil
        isStale = text.contains("stale=true")
    }

    private static func value(_ name: String, in text: String) -> String? {
        let parts = text.split(separator: "\(name)=\"", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        return String(parts[1].prefix { $0 != "\"" })
    }

    /// The header line with the proof.
    func proof(_ method: String, count: Int = 1, uri: String = "sip:192.0.2.1") -> String {
        let digits = String(count, radix: 16)
        let nc = String(repeating: "0", count: 8 - digits.count) + digits
        let (a1, a2) = (Self.md5("\(name):\(realm):\(password)"), Self.md5("\(method):\(uri)"))
        let response = Self.md5(hasQOP ? "\(a1):\(nonce):\(nc):c0ffee:auth:\(a2)" : "\(a1):\(nonce):\(a2)")
        let tail = hasQOP ? ", qop=auth, nc=\(nc), cnonce=\"c0ffee\"" : ""
        return """
            \(field): Digest username="\(name)", realm="\(realm)", nonce="\(nonce)", uri="\(uri)", \
            response="\(response)", algorithm=MD5\(tail)
            """
    }

    private static func md5(_ text: String) -> String {
        Insecure.MD5.hash(data: Array(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

extension ByteBuffer {
    /// A request outside of calls, whose branch is of its own.
    static func outside(
        _ method: String, user: String, to: String? = nil, cseq: Int = 1, callID: String = "c1", port: Int = 5062,
        adding more: [String] = [], body: String = ""
    ) -> ByteBuffer {
        .request(
            method, "sip:\(to.map { "\($0)@" } ?? "")192.0.2.1",
            via: "SIP/2.0/UDP 198.51.100.7:\(port);branch=z9hG4bK\(callID)\(cseq)\(method);rport",
            from: "<sip:\(user)@192.0.2.1>;tag=f\(cseq)", to: "<sip:\(to ?? user)@192.0.2.1>", callID: callID,
            cseq: "\(cseq) \(method)",
            adding: ["Subject: " + String(repeating: "padding", count: 30)] + more, body: body)
    }

    /// An offer of G.711 and keys, by where the test's peer is.
    static let offer = """
        v=0\r
        o=- 1 1 IN IP4 198.51.100.7\r
        s=-\r
        c=IN IP4 198.51.100.7\r
        t=0 0\r
        m=audio 40000 RTP/AVP 0 8 101\r
        a=rtpmap:0 PCMU/8000\r
        a=rtpmap:101 telephone-event/8000\r\n
        """

    /// An INVITE with an offer, long enough for all its answers to be allowed at once.
    static func call(
        _ number: String, from user: String = "stranger", cseq: Int = 1, callID: String = "c1", branch: String = "1",
        adding more: [String] = [], type: String? = "application/sdp", body: String = offer
    ) -> ByteBuffer {
        let padding = (0..<12).map { "X-\($0): " + String(repeating: "padding", count: 10) }
        return .request(
            "INVITE", "sip:\(number)@192.0.2.1",
            via: "SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK\(callID)\(cseq)\(branch)",
            from: "<sip:\(user)@192.0.2.1>;tag=f1", to: "<sip:\(number)@192.0.2.1>", callID: callID,
            cseq: "\(cseq) INVITE",
            adding: ["Contact: <sip:\(user)@198.51.100.7:5062>"] + padding
                + (type.map { ["Content-Type: \($0)"] } ?? []) + more, body: body)
    }

    /// A request of the caller in the dialog that a response of ours made.
    static func within(
        _ response: SIPMessage, _ method: String, cseq: Int, adding more: [String] = [], body: String = ""
    ) throws -> ByteBuffer {
        .request(
            method, "sip:192.0.2.1:5060", via: "SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK\(method)\(cseq)",
            from: response.texts(.from).first, to: response.texts(.to).first,
            callID: response.texts(.callID).first, cseq: "\(cseq) \(method)", adding: more, body: body)
    }
}
