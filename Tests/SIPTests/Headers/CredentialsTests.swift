import NIOCore
import SIP
import Testing

@Suite("Credentials and parameters")
struct CredentialsTests {
    /// The pairs of an Authorization, unquoted.
    private func pairs(_ message: SIPMessage, _ credentials: Credentials) -> [String] {
        message.parameters(of: credentials).map { parameter in
            message.string(parameter.name) + "=" + (parameter.value.map { message.unquoted($0) } ?? "nil")
        }
    }

    @Test("RFC 3261 §20.7: a scheme and pairs parted by commas, some of them quoted")
    func digest() throws {
        let message = try parse(
            request(
                adding:
                    #"Authorization: Digest username="1001", realm="a, \"b\"", nonce="84a4cc6f3082121f32b42a2187831a9e","#,
                #"  uri="sip:192.0.2.1;x=1",response="7587245234b3434cc3412213e5f113a5" , algorithm=MD5, nc = 00000001,qop=auth"#
            ))
        let credentials = try #require(message.authorization)
        #expect(message.string(credentials.scheme) == "Digest")
        #expect(
            pairs(message, credentials) == [
                "username=1001", "realm=a, \"b\"", "nonce=84a4cc6f3082121f32b42a2187831a9e", "uri=sip:192.0.2.1;x=1",
                "response=7587245234b3434cc3412213e5f113a5", "algorithm=MD5", "nc=00000001", "qop=auth",
            ])
        #expect(message.proxyAuthorization == nil)
    }

    @Test("RFC 3261 §20.28: Proxy-Authorization is read in the same way")
    func proxy() throws {
        let message = try parse(request(adding: "Proxy-Authorization: Digest username=\"a\""))
        let credentials = try #require(message.proxyAuthorization)
        #expect(pairs(message, credentials) == ["username=a"])
        #expect(message.authorization == nil)
    }

    @Test("RFC 4475 §3.3.7: a scheme that nobody knows")
    func unknownScheme() throws {
        let message = try parse(request(adding: "Authorization: NoOneKnowsThisScheme opaque-data=here"))
        let credentials = try #require(message.authorization)
        #expect(message.string(credentials.scheme) == "NoOneKnowsThisScheme")
        #expect(pairs(message, credentials) == ["opaque-data=here"])
    }

    @Test("What is broken gives what can be read of it")
    func broken() throws {
        let cases: [(String, [String])] = [
            ("Digest", []), ("Digest ,,", []), ("Digest username", ["username=nil"]), ("Digest =x", ["=x"]),
            ("Digest a=b=c", ["a=b=c"]), (#"Digest a="open, b=c"#, [#"a="open, b=c"#]), (#"Digest a="\"#, [#"a="\"#]),
        ]
        for (value, expected) in cases {
            let message = try parse(request(adding: "Authorization: \(value)"))
            let credentials = try #require(message.authorization)
            #expect(pairs(message, credentials) == expected)
        }
        #expect(try parse(request(adding: "Authorization:")).authorization == nil)
        #expect(try parse(request(adding: "Authorization: \"x\"")).authorization == nil)
    }

    @Test("RFC 3261 §25.1: parameters have a value, an empty one or none, and quotes hold separators")
    func parameters() throws {
        let message = try parse(request(from: #"From: <sip:a@b> ; one ; two= ; three = 3 ;; four="a;b\";c=d" ; ;five"#))
        let from = try #require(message.from)
        #expect(message.pairs(in: from.parameters) == ["one", "two=", "three=3", #"four="a;b\";c=d""#, "five"])
    }
}
