import NIOCore
import SIP
import Testing

@testable import Events

@Suite struct ProbeEventMessageTests {
    @Test func aRequestIsDescribed() throws {
        let event = try ProbeEvent.make()
        #expect(event.method == .invite)
        #expect(event.methodName.map(event.text) == "INVITE")
        #expect(event.calledNumberText == "00441")
        #expect(event.toNumber == nil)
        #expect(event.userAgent.map(event.text) == "friendly-scanner")
        #expect(event.status == nil && event.malformation == nil && event.defects.isEmpty)
        #expect(event.attempts == 1)
    }

    @Test(arguments: [
        // What would be dialled is the Request-URI's user (RFC 3261 §8.1.1.1), To only says whom it is for.
        ("sip:1@192.0.2.1", "<sip:2@192.0.2.1>", "1", "2"),
        ("sip:192.0.2.1", "<sip:2@192.0.2.1>", "2", nil), ("sip:192.0.2.1", "<sip:192.0.2.1>", nil, nil),
        ("sip:192.0.2.1", nil, nil, nil), ("sip:@192.0.2.1", "\"B\" <sips:2@192.0.2.1>;tag=1", "2", nil),
        ("tel:+44-20-7946;phone-context=x", "<tel:+1>", "+44-20-7946", "+1"),
        ("sips:1:secret@192.0.2.1;user=phone", "sip:1@192.0.2.1", "1", nil),
        ("sip:%2B44@192.0.2.1", "<sip:%2b44@192.0.2.1>", "+44", "+44"),
        ("urn:service:sos", "<sip:112@192.0.2.1>", "112", nil), ("sip:1@192.0.2.1", "no address", "1", nil),
        ("sip:a@b@192.0.2.1", "<sip:1@192.0.2.1>", "a@b", "1"),
    ])
    func calledNumber(uri: String, to: String?, called: String?, other: String?) throws {
        let event = try ProbeEvent.make(message: .request("INVITE", uri, to: to))
        #expect(event.calledNumberText == called)
        #expect(event.toNumberText == other)
    }

    @Test func aResponseHasAStatusAndTheNumberOfTo() throws {
        let event = try ProbeEvent.make(
            message: ByteBuffer(
                string: "SIP/2.0 404 Not Found\r\nTo: <sip:77@192.0.2.1>;tag=x\r\nServer: S\r\nUser-Agent: U\r\n\r\n"))
        #expect(event.status == 404)
        #expect(event.method == nil && event.methodName == nil)
        #expect(event.calledNumberText == "77")
        #expect(event.userAgent.map(event.text) == "U")
    }

    @Test func defectsAreKept() throws {
        let event = try ProbeEvent.make(message: .request("INVITE", to: nil, agent: nil))
        #expect(event.defects == [SIPDefects(.missingTo)])
        #expect(event.userAgent == nil)
    }

    @Test func anUnknownMethodKeepsItsSpelling() throws {
        let event = try ProbeEvent.make(message: .request("Foo"))
        #expect(event.method == .other)
        #expect(event.methodName.map(event.text) == "Foo")
    }

    @Test func rangesCountFromWhereTheMessageBegins() throws {
        var bytes = ByteBuffer(string: "the datagram before")
        let skipped = bytes.readableBytes
        bytes.writeImmutableBuffer(.request())
        bytes.moveReaderIndex(forwardBy: skipped)
        let event = try ProbeEvent.make(message: bytes)
        #expect(event.calledNumberText == "00441")
        #expect(event.userAgent.map(event.text) == "friendly-scanner")
        #expect(event.text(ByteRange(0, 6)) == "INVITE")
        // A range that is not the message's own is no crash.
        #expect(event.text(ByteRange(0, 100_000)) == "")
    }

    @Test func detachedIsTheSameInABufferOfItsOwn() throws {
        var bytes = ByteBuffer(repeating: 0x20, count: 100_000)
        bytes.writeImmutableBuffer(.request())
        bytes.moveReaderIndex(forwardBy: 100_000)
        let event = try ProbeEvent.make(message: bytes)
        let detached = event.detached
        #expect(event.message.storageCapacity > 100_000)
        #expect(detached.message.storageCapacity < 2_048)
        #expect(detached.message == event.message)
        #expect(detached.calledNumberText == "00441")
    }

    @Test func bytesThatAreNoTextBecomeReadable() throws {
        var bytes = ByteBuffer.request("INVITE", "sip:%ff%00@192.0.2.1", agent: "x")
        bytes.setInteger(UInt8(0xFF), at: bytes.writerIndex - 24)
        let event = try ProbeEvent.make(message: bytes)
        #expect(event.calledNumberText == "\u{FFFD}\0")
        #expect(event.userAgent.map(event.text) == "\u{FFFD}")
    }
}
