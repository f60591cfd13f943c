import Testing

@testable import Honeypot

@Suite struct HeaderTemplateTests {
    @Test func hasItsGapsAsPieces() {
        func literal(_ text: String) -> HeaderTemplate.Piece { .literal(Array(text.utf8)) }
        #expect(HeaderTemplate("Supported:")?.pieces == [literal("Supported:")])
        #expect(HeaderTemplate("Server: {product}")?.pieces == [literal("Server: "), .gap(.product)])
        #expect(
            HeaderTemplate("Contact: <sip:{user}@{host}:{port}>")?.pieces == [
                literal("Contact: <sip:"), .gap(.user), literal("@"), .gap(.host), literal(":"), .gap(.port),
                literal(">"),
            ])
        #expect(HeaderTemplate("L: {length}")?.pieces == [literal("L: "), .length(width: 0)])
        #expect(HeaderTemplate("L:{length:5}")?.pieces == [literal("L:"), .length(width: 5)])
    }

    @Test(arguments: ["A: {foo}", "A: {length:x}", "A: {length:0}", "A: {length:10}", "A: {user", "A: }", "A: {}"])
    func isRefused(text: String) {
        #expect(HeaderTemplate(text) == nil)
    }

    @Test func aGapCanBeFilledForGood() throws {
        let template = try #require(HeaderTemplate("Server: {product} x"))
        #expect(template.filling(.product, with: Array("P".utf8)) == HeaderTemplate("Server: P x"))
        #expect(template.name == Array("Server".utf8))
    }
}
