import SIP
import Testing

/// The RFCs' examples, and responses that were computed by Python's hashlib.
@Suite("Digest responses")
struct DigestMatchingTests {
    private static let body = Array("v=0\r\n".utf8)

    @Test("RFC 2617 §3.5: the example")
    func rfc2617() {
        let credentials = DigestCredentials(
            username: "Mufasa", realm: "testrealm@host.com", nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
            uri: "/dir/index.html", response: "6629fae49393a05397450978507c4ef1", qop: "auth", cnonce: "0a4f113b",
            nonceCount: "00000001", opaque: "5ccc069c403ebaf9f0171e9517f40e41")
        #expect(credentials.matches(password: "Circle Of Life", method: "GET"))
        #expect(!credentials.matches(password: "circle Of Life", method: "GET"))
        #expect(!credentials.matches(password: "Circle Of Life", method: "PUT"))
        #expect(!credentials.matches(password: "", method: ""))
    }

    @Test(
        "RFC 7616 §3.9.1: the example with both algorithms",
        arguments: [
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        ])
    func rfc7616(algorithm: String, response: String) {
        let credentials = DigestCredentials(
            username: "Mufasa", realm: "http-auth@example.org", nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            uri: "/dir/index.html", response: response, algorithm: algorithm, qop: "auth",
            cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", nonceCount: "00000001")
        #expect(credentials.matches(password: "Circle of Life", method: "GET"))
    }

    /// Algorithm, qop, whether a body is given, response.
    static let registrations: [(String?, String?, Bool, String)] = [
        (nil, nil, false, "e8f48fe7c052787eb2b8ee492894e7ce"),
        ("", "", false, "e8f48fe7c052787eb2b8ee492894e7ce"),
        ("MD5", nil, true, "e8f48fe7c052787eb2b8ee492894e7ce"),
        ("md5", "auth", false, "9953dbf161c68035c21674d0dc244e3f"),
        ("MD5", "auth", true, "9953dbf161c68035c21674d0dc244e3f"),
        ("MD5", "auth-int", false, "e3380c88ab088a7e68721a21647cd06c"),
        ("MD5", "auth-int", true, "491d4afd81018178c880b0f4b7baff8a"),
        ("MD5-sess", nil, false, "009ba6e3c9952744397c9ee0c316debd"),
        ("MD5-sess", "auth", false, "2109bfa2d6663a37fb7b088375df6785"),
        ("md5-SESS", "auth-int", false, "7f6d6077e7f12882bb8e4ff5c42a9b2d"),
        ("MD5-sess", "auth-int", true, "3e7a6712a5d87f3312e316c75007ee7d"),
        ("SHA-256", nil, false, "118f065abd180d488344ae462fbe5f2452176097fe3eca414fe11043f34d760b"),
        ("sha-256", "auth", false, "a19ba97a83f7332bb5e22c0ed70b6ee9c019150c355a601f86a376c179d9412f"),
        ("SHA-256", "auth-int", false, "ba9406a00b9ba32eab7a5fe516f5019cb4b9bb5154d73e758fe145ec950d01d8"),
        ("SHA-256", "auth-int", true, "38b42920d4a1f23a3ba0a07ed44c923960acb928c37177ad80d84f8d86383257"),
        ("SHA-256-sess", nil, false, "c3c55683a75265c4b9f7353180cbbc797935eef0b2582b8803733aa88202cb72"),
        ("SHA-256-sess", "auth", false, "e623ccda1df7a933a43bf05ce8a25666361dba70710c928ad45443e94da7f7ac"),
        ("SHA-256-sess", "auth-int", false, "51c1a1b2631cff3b13e37483ad8239a2ab975255b4c8e75eb5cb8622bbff4e8c"),
        ("SHA-256-sess", "auth-int", true, "1e088c75869d37cea8944a3e690488b9502651beed50f2cd1311d61db3cf8722"),
    ]

    private func registration(_ algorithm: String?, _ qop: String?, _ response: String) -> DigestCredentials {
        DigestCredentials(
            username: "1001", realm: "asterisk", nonce: "1700000000/0123456789abcdef0123456789abcdef",
            uri: "sip:192.0.2.1:5060", response: response, algorithm: algorithm, qop: qop, cnonce: "b3b2f6b7a1",
            nonceCount: "00000001")
    }

    @Test("RFC 2617 §3.2.2, RFC 7616 §3.4, RFC 8760 §2: each algorithm with each qop", arguments: registrations)
    func combinations(algorithm: String?, qop: String?, hasBody: Bool, response: String) {
        let body = hasBody ? Self.body : []
        let credentials = registration(algorithm, qop, response)
        #expect(credentials.matches(password: "secret123", method: "REGISTER", body: body))
        #expect(!credentials.matches(password: "secret124", method: "REGISTER", body: body))
        #expect(!credentials.matches(password: "secret123", method: "INVITE", body: body))
        #expect(
            registration(algorithm, qop, response.uppercased())
                .matches(password: "secret123", method: "REGISTER", body: body))
        let wrong = (response.first == "0" ? "1" : "0") + response.dropFirst()
        #expect(!registration(algorithm, qop, wrong).matches(password: "secret123", method: "REGISTER", body: body))
        #expect(
            !registration(algorithm, qop, String(response.dropLast()))
                .matches(password: "secret123", method: "REGISTER", body: body))
    }

    @Test("An unknown algorithm, and a response of another algorithm's length, match nothing")
    func unknown() {
        let md5 = "9953dbf161c68035c21674d0dc244e3f"
        for algorithm in ["SHA-512-256", "SHA-1", "AKAv1-MD5", "MD5 ", "MD5-sess-sess", "\u{1F}"] {
            #expect(!registration(algorithm, "auth", md5).matches(password: "secret123", method: "REGISTER"))
        }
        #expect(!registration("SHA-256", "auth", md5).matches(password: "secret123", method: "REGISTER"))
        #expect(!registration("MD5", "auth", "").matches(password: "secret123", method: "REGISTER"))
        #expect(!registration("MD5", "auth", md5 + md5).matches(password: "secret123", method: "REGISTER"))
    }

    /// The user name as it stands in the field, password, response.
    static let names: [(String, String, String)] = [
        ("jürgen", "paßwort", "e55886f9f7a14fff74c351936a611967"),
        (#"CORP\bob"#, "secret", "e8b4c2e9ac7d661530f8daccda5d358d"),
        (#"CORP\\bob"#, "secret", "e8b4c2e9ac7d661530f8daccda5d358d"),
        (#"a\"b"#, "secret", "7e8d38f3cb1fbd9096c5c3578d0c2f1c"),
        ("100", "100", "be26d53a2282ba5f7bcab5dd97542f8e"),
    ]

    @Test("What is hashed is the name that the quotes hold", arguments: names)
    func fromMessage(name: String, password: String, response: String) throws {
        let message = try parse(
            request(
                adding:
                    #"Authorization: Digest username="\#(name)", realm="asterisk",nonce=n , uri="sip:192.0.2.1", response=\#(response)"#
            ))
        let credentials = try #require(DigestCredentials(message))
        #expect(credentials.matches(password: password, method: "REGISTER"))
        #expect(!credentials.matches(password: password + " ", method: "REGISTER"))
    }
}
