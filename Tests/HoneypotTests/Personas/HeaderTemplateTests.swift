import Events
import SIP
import Testing

@testable import Honeypot

@Suite struct HeaderTemplateTests {
    private let values = HeaderTemplate.Values(
        product: Array("P/1".utf8), user: Array("100".utf8), host: Array("192.0.2.1".utf8), port: 5062,
        date: Timestamp(nanoseconds: 0), expires: 60, length: 279)

    @Test(arguments: [
        ("Server: {product}", "Server: P/1"),
        ("Contact: <sip:{user}@{host}:{port}>", "Contact: <sip:100@192.0.2.1:5062>"),
        ("Content-Length: {length:5}", "Content-Length:   279"), ("Content-Length:  {length}", "Content-Length:  279"),
        ("Expires: {expires}", "Expires: 60"), ("Date: {date}", "Date: Thu, 01 Jan 1970 00:00:00 GMT"),
        ("Supported:", "Supported:"), ("X: {length:2}", "X: 279"),
    ])
    func fillsItsGaps(text: String, expected: String) throws {
        var line: [UInt8] = []
        try #require(HeaderTemplate(text)).append(to: &line, values)
        #expect(String(decoding: line, as: UTF8.self) == expected + "\r\n")
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
