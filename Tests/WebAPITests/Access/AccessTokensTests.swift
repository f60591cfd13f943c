import Testing

@testable import WebAPI

@Suite struct AccessTokensTests {
    private let path = "tokens"

    @Test func eachTokenHasItsScope() throws {
        let tokens = try AccessTokens(
            """
            # the PBX
            read   0123456789abcdef

            admin\tfedcba9876543210
            """, path: path)
        #expect(tokens.scope(of: "0123456789abcdef") == .read)
        #expect(tokens.scope(of: "fedcba9876543210") == .admin)
        #expect(tokens.scope(of: "0123456789abcde") == nil)
        #expect(tokens.scope(of: "") == nil)
        #expect(tokens.scope(of: Substring(String(repeating: "a", count: 100_000))) == nil)
    }

    @Test func aTokenGivenTwiceAllowsTheMore() throws {
        let tokens = try AccessTokens("admin 0123456789abcdef\nread 0123456789abcdef", path: path)
        #expect(tokens.scope(of: "0123456789abcdef") == .admin)
    }

    @Test(arguments: [
        ("read short", 1), ("read 0123456789abcdef\nwrite 0123456789abcdef", 2), ("0123456789abcdef", 1),
        ("read 0123456789abcdef extra", 1), ("read 0123456789abcdef\u{e9}", 1),
    ])
    func aLineThatSaysSomethingElseIsRefusedWithoutShowingIt(text: String, line: Int) {
        #expect {
            try AccessTokens(text, path: path)
        } throws: { error in
            guard case WebAPIError.badToken("tokens", line, _) = error else { return false }
            return !"\(error)".contains("0123456789abcdef")
        }
    }

    @Test(arguments: ["", "\n", "# read 0123456789abcdef"])
    func aFileWithoutTokensIsAMistake(text: String) {
        #expect(throws: WebAPIError.noTokens(path: path)) { try AccessTokens(text, path: path) }
    }
}
