import SIP
import Testing

@Suite("Hashcat lines")
struct HashcatLineTests {
    private func credentials(
        username: String = "100", realm: String = "asterisk", nonce: String = "4ff6b1a1", uri: String = "sip:192.0.2.1",
        response: String = "be26d53a2282ba5f7bcab5dd97542f8e", algorithm: String? = "MD5", qop: String? = nil,
        cnonce: String? = nil, nonceCount: String? = nil, isCut: Bool = false
    ) -> DigestCredentials {
        DigestCredentials(
            username: username, realm: realm, nonce: nonce, uri: uri, response: response, algorithm: algorithm,
            qop: qop,
            cnonce: cnonce, nonceCount: nonceCount, isCut: isCut)
    }

    private func line(_ credentials: DigestCredentials, method: String = "REGISTER") -> String? {
        credentials.hashcatLine(method: method, server: "192.0.2.1", client: "198.51.100.7")
    }

    @Test("The tool's own example, whose password is hashcat, comes out as it stands there")
    func published() {
        let example = credentials(
            username: "", realm: "", nonce: "65600", uri: "737232616:1215344588738747:8867133055",
            response: "e9980869221f9d1182c83b0d5e56a7db")
        #expect(example.matches(password: "hashcat", method: "342210558720"))
        #expect(
            example.hashcatLine(method: "342210558720", server: "72087", client: "1215344588738747")
                == "$sip$*72087*1215344588738747***342210558720*737232616*1215344588738747*8867133055*65600****MD5*e9980869221f9d1182c83b0d5e56a7db"
        )
    }

    @Test("Without a qop, and with one")
    func fields() {
        #expect(
            line(credentials())
                == "$sip$*192.0.2.1*198.51.100.7*100*asterisk*REGISTER*sip*192.0.2.1**4ff6b1a1****MD5*be26d53a2282ba5f7bcab5dd97542f8e"
        )
        #expect(
            line(
                credentials(
                    uri: "sip:100@192.0.2.1:5060;transport=udp", response: "BE26D53A2282BA5F7BCAB5DD97542F8E",
                    algorithm: nil, qop: "auth", cnonce: "0a4f113b", nonceCount: "00000001"), method: "INVITE")
                == "$sip$*192.0.2.1*198.51.100.7*100*asterisk*INVITE*sip*100@192.0.2.1*5060;transport=udp*4ff6b1a1*0a4f113b*00000001*auth*MD5*be26d53a2282ba5f7bcab5dd97542f8e"
        )
        // Without a qop they are not hashed.
        #expect(line(credentials(qop: "", cnonce: "*", nonceCount: "\n"))?.contains("*4ff6b1a1****MD5*") == true)
    }

    @Test(
        "The parts of the URI, put together with the colons that the tool puts there, are the URI",
        arguments: [
            "sip:h", "sip:h:5060", "sip:", ":", "::", ":h", "h", "sip:h:", "sip::5060", ":::", "a:b:c:d",
            "sip:u:p@[2001:db8::1]:5",
            "tel:+44", "sip:ü@h",
        ])
    func uriParts(uri: String) throws {
        let line = try #require(self.line(credentials(uri: uri)))
        let fields = line.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        #expect(fields.count == 15)
        #expect(!fields[7].isEmpty)
        #expect(fields[6...8].filter { !$0.isEmpty }.joined(separator: ":") == uri)
    }

    @Test(
        "Nothing of an attacker's can part fields or lines",
        arguments: ["*", "\n", "\r", "\0", "\t", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}", "\u{FFFD}"])
    func forged(mark: String) {
        let text = "a\(mark)b"
        #expect(line(credentials(username: text)) == nil)
        #expect(line(credentials(realm: text)) == nil)
        #expect(line(credentials(nonce: text)) == nil)
        #expect(line(credentials(uri: text)) == nil)
        #expect(line(credentials(qop: "auth", cnonce: text, nonceCount: "1")) == nil)
        #expect(line(credentials(qop: "auth", cnonce: "1", nonceCount: text)) == nil)
        #expect(line(credentials(), method: text) == nil)
        #expect(credentials().hashcatLine(method: "INVITE", server: text, client: "") == nil)
        #expect(credentials().hashcatLine(method: "INVITE", server: "", client: text) == nil)
    }

    @Test("What the tool cannot try has no line")
    func inexpressible() {
        for algorithm in ["SHA-256", "MD5-sess", "x*MD5"] { #expect(line(credentials(algorithm: algorithm)) == nil) }
        for qop in ["auth-int", "AUTH", "auth,auth-int", "*"] { #expect(line(credentials(qop: qop)) == nil) }
        let digits = String(repeating: "0", count: 31)
        for response in ["", digits, digits + "g", digits + "00", digits + "*"] {
            #expect(line(credentials(response: response)) == nil)
        }
        #expect(line(credentials(isCut: true)) == nil)
        #expect(line(credentials(nonce: "")) == nil)
        #expect(line(credentials(uri: "")) == nil)
    }

    @Test("Lengths stay within the tool's buffers")
    func lengths() {
        func text(_ count: Int) -> String { String(repeating: "x", count: count) }
        #expect(line(credentials(username: text(59), realm: text(58))) != nil)
        #expect(line(credentials(username: text(59), realm: text(59))) == nil)
        #expect(line(credentials(uri: text(237))) != nil)
        #expect(line(credentials(uri: text(238))) == nil)
    }
}
