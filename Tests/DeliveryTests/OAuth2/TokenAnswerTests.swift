import NIOCore
import Testing

@testable import Delivery

@Suite struct TokenAnswerTests {
    private static func read(_ body: String, status: Int = 200, isCut: Bool = false) -> Result<TokenAnswer, TokenFault>
    {
        TokenAnswer.read(HTTPAnswer(status: status, body: ByteBuffer(string: body), isCut: isCut))
    }

    @Test(arguments: [
        (#"{"access_token":"abc","expires_in":86400,"token_type":"Bearer"}"#, Duration.seconds(86_400)),
        (#"{"access_token":"abc","expires_in":"30"}"#, .seconds(30)),
        (#"{"access_token":"abc"}"#, nil),
        (#"{"access_token":"abc","expires_in":null}"#, nil),
        (#"{"access_token":"abc","expires_in":{}}"#, nil),
        (#"{"access_token":"abc","expires_in":-5}"#, .seconds(1)),
        (#"{"access_token":"abc","expires_in":0}"#, .seconds(1)),
        (#"{"access_token":"abc","expires_in":1e300}"#, .seconds(315_360_000)),
    ])
    func aTokenAndItsLifeAreRead(body: String, lifetime: Duration?) {
        #expect(Self.read(body) == .success(TokenAnswer(token: Secret("abc"), lifetime: lifetime)))
    }

    @Test(arguments: ["", "<html><body>Sign in</body></html>", "null", "[1]", #"{"access_token":"#, "\u{0}"])
    func whatIsNotJSONIsAFault(body: String) {
        #expect(Self.read(body) == .failure(.notJSON))
    }

    @Test(arguments: [
        "{}", #"{"access_token":""}"#, #"{"access_token":null}"#, #"{"access_token":"a\r\nX-Evil: 1"}"#,
        #"{"access_token":"a b"}"#, #"{"access_token":"é"}"#,
    ])
    func aTokenThatNoHeaderCanHoldIsAFault(body: String) {
        #expect(Self.read(body) == .failure(.noToken))
    }

    @Test func aCutAnswerIsNoToken() {
        #expect(Self.read(#"{"access_token":"abc"}"#, isCut: true) == .failure(.notJSON))
    }

    @Test func aRefusalShowsItsCodeAndNothingElse() {
        #expect(Self.read("oops", status: 500) == .failure(.refused(status: 500, error: nil)))
        #expect(
            Self.read(#"{"error":"invalid_client"}"#, status: 401)
                == .failure(.refused(status: 401, error: "invalid_client")))
        #expect(
            Self.read(#"{"error":"your secret is S3CRET"}"#, status: 401)
                == .failure(.refused(status: 401, error: nil)))
        #expect(Self.read(#"{"access_token":"abc"}"#, status: 403) == .failure(.refused(status: 403, error: nil)))
    }

    @Test func theRequestHoldsTheFourFieldsAndNobodyElseShowsTheSecret() {
        let client = ClientCredentials(
            id: "id", secret: Secret(#"s"ecret"#), tokenURL: "https://t.example/", audience: "https://a.example/api")
        let body = String(buffer: client.requestBody)
        #expect(body.hasPrefix("{") && body.hasSuffix("}"))
        #expect(body.contains(#""client_secret":"s\"ecret""#))
        #expect(body.contains(#""grant_type":"client_credentials""#))
        var dumped = ""
        dump(client, to: &dumped)
        #expect(!"\(client) \(String(reflecting: client)) \(dumped)".contains("ecret\""))
    }
}
