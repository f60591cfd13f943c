import Testing

@testable import sentrypeer

@Suite struct ServerSentEventsTests {
    private typealias Event = ServerSentEvents.Event

    private func read(_ text: String) throws -> [ServerSentEvents.Event] {
        var parser = ServerSentEvents()
        return try parser.feed(text.utf8)
    }

    @Test func anEventHasANameAndData() throws {
        #expect(try read("event: probe\ndata: {\"a\":1}\n\n") == [Event(name: "probe", data: "{\"a\":1}")])
        #expect(try read("data:x\n\n") == [Event(name: "message", data: "x")])
        #expect(try read("data:  x\n\n") == [Event(data: " x")])
    }

    @Test(arguments: ["\n", "\r\n", "\r"]) func everyLineEndIsOne(end: String) throws {
        let text = ["event: probe", "data: a", "data: b", "", "data: c", "", ""].joined(separator: end)
        #expect(try read(text) == [Event(name: "probe", data: "a\nb"), Event(data: "c")])
    }

    @Test func whatIsNoDataIsNoEvent() throws {
        #expect(try read(": SentryPeer 0.1.0\n\n:\n\nevent: probe\n\nid: 1\nretry: 5\nnonsense\n\n") == [])
        // The name of an event that was none is not the next one's.
        #expect(try read("event: probe\n\ndata: x\n\n") == [Event(data: "x")])
        #expect(try read("data\n\n") == [Event(data: "")])
    }

    @Test func anUnfinishedEventWaits() throws {
        #expect(try read("data: x\n") == [])
        #expect(try read("data: x") == [])
    }

    @Test func howItIsCutMakesNoDifference() throws {
        let text = "\u{FEFF}event: probe\r\ndata: é\u{1F600}\r\n\r\n: x\r\n\r\ndata: 2\r\n\r\n"
        let whole = try read(text)
        #expect(whole == [Event(name: "probe", data: "é\u{1F600}"), Event(data: "2")])
        for size in 1...7 {
            var parser = ServerSentEvents()
            var events: [Event] = []
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                events += try parser.feed(rest.prefix(size))
                rest = rest.dropFirst(size)
            }
            #expect(events == whole)
        }
    }

    @Test func anEndlessEventIsRefused() {
        var parser = ServerSentEvents()
        #expect(throws: ServerSentEvents.TooLong()) {
            _ = try parser.feed(repeatElement(UInt8(ascii: "x"), count: 1_100_000))
        }
        var other = ServerSentEvents()
        #expect(throws: ServerSentEvents.TooLong()) {
            for _ in 0..<1_100 { _ = try other.feed(Array("data:".utf8) + Array(repeating: 0x78, count: 1_000) + [10]) }
        }
    }

    @Test func bytesThatAreNoTextAreReplaced() throws {
        var parser = ServerSentEvents()
        #expect(try parser.feed([0x64, 0x61, 0x74, 0x61, 0x3A, 0xFF, 0x0A, 0x0A]) == [Event(data: "\u{FFFD}")])
    }
}
