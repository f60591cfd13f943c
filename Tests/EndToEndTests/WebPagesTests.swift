import Testing

extension EndToEndTests {
    /// The web pages in a browser, fed by made-up nodes: what they show does not depend on what a node has seen.
    @Suite struct WebPagesTests {
        @Test func `the pages work, for everybody, and attackers' texts stay texts`() throws {
            let tests = try Command(Environment.project("Tests/WebPages/run"), within: .seconds(600))
            #expect(tests.succeeded, "\(tests.transcript)")
        }
    }
}
