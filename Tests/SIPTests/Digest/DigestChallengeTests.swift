import NIOCore
import SIP
import Testing

@Suite("Digest challenges")
struct DigestChallengeTests {
    private func text(_ challenge: DigestChallenge) -> String { String(decoding: challenge.text, as: UTF8.self) }

    @Test("Stacks' layouts: order, separator, and which parameters there are")
    func layouts() {
        #expect(
            text(
                DigestChallenge(
                    realm: "asterisk", nonce: "4ff6b1a1", qop: "auth", opaque: "x",
                    layout: .init(order: [.algorithm, .realm, .nonce, .stale])))
                == #"Digest algorithm=MD5, realm="asterisk", nonce="4ff6b1a1""#)
        #expect(
            text(
                DigestChallenge(
                    realm: "asterisk", nonce: "1700000000/00ff", qop: "auth", opaque: "0123456789abcdef",
                    layout: .init(separator: ",")))
                == #"Digest realm="asterisk",nonce="1700000000/00ff",opaque="0123456789abcdef",algorithm=MD5,qop="auth""#
        )
        #expect(
            text(
                DigestChallenge(realm: "sip.example.com", nonce: "Y2Fm", layout: .init(order: [.realm, .nonce, .qop])))
                == #"Digest realm="sip.example.com", nonce="Y2Fm""#)
        #expect(
            text(
                DigestChallenge(
                    realm: "a", nonce: "b", algorithm: .sha256, qop: "auth", domain: "sip:a", isStale: true,
                    layout: .init(quoted: [.realm, .nonce, .domain])))
                == #"Digest realm="a", domain="sip:a", nonce="b", stale=true, algorithm=SHA-256, qop=auth"#)
        #expect(
            text(DigestChallenge(realm: "a", nonce: "b", isStale: false, layout: .init(order: [.stale])))
                == "Digest stale=false")
    }

    @Test("RFC 3261 §25.1: a realm of an attacker's making stays one quoted string on one line")
    func escaped() throws {
        let realm = "a\"b\\c\r\nX: y\0\u{7F}ü"
        let challenge = DigestChallenge(realm: realm, nonce: "n", layout: .init(order: [.realm, .nonce]))
        #expect(text(challenge) == #"Digest realm="a\"b\\cX: yü", nonce="n""#)
        let message = try parse(request(adding: "Authorization: \(text(challenge)), username=1"))
        let read = try #require(DigestCredentials(message))
        #expect(read.realm == #"a"b\cX: yü"#)
        #expect(read.nonce == "n")
    }
}
