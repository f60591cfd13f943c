import NIOCore
import SIP
import Testing

@Suite("Limits")
struct SIPLimitsTests {
    @Test("The defaults hold a UDP datagram")
    func defaults() {
        let limits = SIPLimits()
        #expect(limits.message == 65_536)
        #expect(limits.headerFields == 256)
        #expect(limits.line == 16_384)
        #expect(limits.uri == 8_192)
        #expect(SIPParser().limits == limits)
    }

    @Test("A message of the limit is read, one byte more is not")
    func message() throws {
        var limits = SIPLimits()
        let text = request().withLineEnds + "\r\n\r\n"
        limits.message = text.utf8.count
        #expect(try parse(raw: text, limits: limits).defects.isEmpty)
        #expect(throws: SIPParseError.messageTooLarge) { try parse(raw: text + "x", limits: limits) }
    }

    @Test("A 60 KB message, and one of 64 KiB, are read whole")
    func largeMessages() throws {
        for size in [60_000, 65_536] {
            let head = request(adding: "Subject: s").withLineEnds + "\r\n\r\n"
            let message = try parse(raw: head + String(repeating: "x", count: size - head.utf8.count))
            #expect(message.defects.isEmpty)
            #expect(message.body.upperBound == size)
        }
    }

    @Test("Fields beyond the limit are left out and reported, with their continuations")
    func headerFields() throws {
        var limits = SIPLimits()
        limits.headerFields = 6
        let full = try parse(request(adding: "Subject: 1"), limits: limits)
        #expect(full.headers.count == 6)
        #expect(full.defects.isEmpty)
        let over = try parse(request(adding: "Subject: 1", "Subject: 2", "  and more"), body: "body", limits: limits)
        #expect(over.headers.count == 6)
        #expect(over.text(of: .subject) == ["1"])
        #expect(over.defects.all == [.tooManyHeaderFields])
        #expect(over.string(over.body) == "body")
    }

    @Test("A line of the limit is fine, a longer one is reported and read")
    func line() throws {
        var limits = SIPLimits()
        limits.line = 80
        let line = "Subject: " + String(repeating: "x", count: 71)
        #expect(try parse(request(adding: line), limits: limits).defects.isEmpty)
        let long = try parse(request(adding: line + "x"), limits: limits)
        #expect(long.defects.all == [.lineTooLong])
        #expect(long.text(of: .subject).first?.count == 72)
    }

    @Test("RFC 3261 §7.3.1: folded lines count together")
    func foldedLine() throws {
        var limits = SIPLimits()
        limits.line = 80
        let piece = String(repeating: "x", count: 40)
        #expect(try parse(request(adding: "Subject: 1", " " + piece), limits: limits).defects.isEmpty)
        let long = try parse(request(adding: "Subject: 1", " " + piece, " " + piece), limits: limits)
        #expect(long.defects.all == [.lineTooLong])
    }

    @Test("RFC 3261 §21.4.12: a Request-URI over the limit is reported, so that it can be answered with 414")
    func uri() throws {
        var limits = SIPLimits()
        limits.uri = 20
        #expect(try parse(request("OPTIONS sip:10000@192.0.2.11 SIP/2.0"), limits: limits).defects.isEmpty)
        let long = try parse(request("OPTIONS sip:100000@192.0.2.11 SIP/2.0"), limits: limits)
        #expect(long.defects.all == [.uriTooLong])
        #expect(long.string(long.requestURI?.user) == "100000")
    }
}
