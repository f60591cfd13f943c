import NIOCore
import SIP
import Testing

@Suite("Digest credentials")
struct DigestCredentialsTests {
    private func credentials(_ fields: String...) throws -> DigestCredentials? {
        DigestCredentials(try parse(request("REGISTER sip:a SIP/2.0") + "\n" + fields.joined(separator: "\n")))
    }

    @Test("RFC 2617 §3.2.2: every directive, without its quotes")
    func whole() throws {
        let read = try credentials(
            #"Authorization: Digest username="1001", realm="a, b", nonce="84a4/cc6f", uri="sip:192.0.2.1;x=1","#,
            #" response="7587245234b3434cc3412213e5f113a5", algorithm=MD5, cnonce="0a4f113b", opaque="5ccc","#,
            #" qop=auth, nc=00000001"#)
        #expect(
            read
                == DigestCredentials(
                    username: "1001", realm: "a, b", nonce: "84a4/cc6f", uri: "sip:192.0.2.1;x=1",
                    response: "7587245234b3434cc3412213e5f113a5", algorithm: "MD5", qop: "auth", cnonce: "0a4f113b",
                    nonceCount: "00000001", opaque: "5ccc"))
    }

    /// What follows the word Digest, and the user name, realm, qop and algorithm in it.
    static let sloppy: [(String, [String?])] = [
        ("username=100,realm=pbx,qop=auth,algorithm=MD5", ["100", "pbx", "auth", "MD5"]),
        (#"username = "100" ,  realm= "pbx"\#t,qop ="auth", algorithm="MD5""#, ["100", "pbx", "auth", "MD5"]),
        (#"USERNAME="100",Realm="pbx",QoP=auth-int"#, ["100", "pbx", "auth-int", nil]),
        (#"username="100" realm="pbx" qop="auth" algorithm=MD5"#, ["100", "pbx", "auth", "MD5"]),
        (#"username="100"realm="pbx""#, ["100", "pbx", nil, nil]),
        (#",, ,username="100",,realm="pbx","#, ["100", "pbx", nil, nil]),
        (#"stray, username="100", = ,=x, "y", realm="pbx""#, ["100", "pbx", nil, nil]),
        (#"username="100", username="200", realm=, realm="pbx""#, ["100", "", nil, nil]),
        (#"username="open, realm="pbx""#, ["open, realm=", "", nil, nil]),
        (#"username=100,realm="open, qop=auth"#, ["100", "open", "auth", nil]),
        (#"username="",response="""#, ["", "", nil, nil]),
        (#"username=My PBX , realm=a=b=c"#, ["My PBX", "a=b=c", nil, nil]),
        (#"username="a\"b\\c",realm="CORP\user""#, [#"a"b\c"#, #"CORP\user"#, nil, nil]),
        (#"username=CORP\\user"#, [#"CORP\\user"#, "", nil, nil]),
        ("username=\"a\r\n \tb\"", ["a b", "", nil, nil]),
        (#"username="100"\,realm="pbx""#, ["100", "pbx", nil, nil]),
        ("username", [nil]), ("username=", ["", "", nil, nil]), ("", [nil]), ("realm=\"pbx\"", [nil]), ("=", [nil]),
        (#"response="0""#, ["", "", nil, nil]),
    ]

    @Test("Values without quotes, odd spacing, missing commas and broken ends give what can be read", arguments: sloppy)
    func sloppyValues(value: String, expected: [String?]) throws {
        let read = try credentials("Authorization: Digest \(value)")
        let texts = read.map { [$0.username, $0.realm, $0.qop, $0.algorithm] } ?? [nil]
        #expect(texts == expected)
        #expect(read?.isCut != true)
    }

    @Test("RFC 3261 §22.2, §22.3: Authorization, else Proxy-Authorization; the scheme in any case")
    func fields() throws {
        let proxy = #"Proxy-Authorization: Digest username="p""#
        #expect(try credentials(proxy)?.username == "p")
        #expect(try credentials(proxy, #"Authorization: Digest username="a""#)?.username == "a")
        #expect(try credentials(proxy, "Authorization: Basic YTpi")?.username == "p")
        #expect(
            try credentials(#"Authorization: Basic username="b""#, #"Authorization: dIGEST username="c""#)?.username
                == "c")
        #expect(try credentials(#"Authorization: Digestive username="a""#) == nil)
        #expect(try credentials("Authorization:", "Authorization: Digest") == nil)
        #expect(try credentials() == nil)
    }

    @Test("Each text is of bounded length, and one that is cut proves nothing")
    func bounded() throws {
        let full = String(repeating: "x", count: DigestCredentials.textLimit)
        let whole = try #require(try credentials("Authorization: Digest username=\"\(full)\",cnonce=\(full)"))
        #expect(whole.username == full)
        #expect(!whole.isCut)
        let cut = try #require(try credentials("Authorization: Digest username=1,realm=2,opaque=\"\(full)x\""))
        #expect(cut.opaque == full)
        #expect(cut.isCut)
        #expect(!cut.matches(password: "3", method: "REGISTER"))
    }

    @Test("Bytes that are not UTF-8 become U+FFFD, within the bound")
    func notUTF8() throws {
        func message(_ bytes: [UInt8]) throws -> SIPMessage {
            var buffer = ByteBuffer(string: request().withLineEnds + "\r\nAuthorization: Digest username=\"")
            buffer.writeBytes(bytes)
            buffer.writeString("\"\r\n\r\n")
            return try SIPParser().parse(buffer)
        }
        #expect(DigestCredentials(try message([0x6A, 0xFC, 0x72]))?.username == "j\u{FFFD}r")
        #expect(DigestCredentials(try message(Array("jürgen".utf8)))?.username == "jürgen")
        #expect(DigestCredentials(try message([0]))?.username == "\0")
        let long = try #require(DigestCredentials(try message(Array(repeating: 0xFF, count: 200))))
        #expect(long.username == String(repeating: "\u{FFFD}", count: 85))
        #expect(long.isCut)
        // The cut goes through a character.
        let half = try #require(
            DigestCredentials(try message(Array(repeating: UInt8(ascii: "x"), count: 255) + [0xC3, 0xBC])))
        #expect(half.username == String(repeating: "x", count: 255))
        #expect(half.isCut)
    }
}
