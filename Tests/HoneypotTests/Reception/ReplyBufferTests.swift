import Testing

@testable import Honeypot

@Suite struct ReplyBufferTests {
    private var replies = ReplyBuffer()

    @Test mutating func partsStandBehindOneAnother() {
        replies.bytes.writeString("one")
        #expect(replies.partLength == 3)
        replies.endPart(for: 4)
        #expect(replies.partLength == 0)
        replies.bytes.writeString("three")
        replies.endPart(for: 9)
        #expect(replies.answers.map(\.text) == ["one", "three"])
        #expect(replies.parts.map(\.packet) == [4, 9])
    }

    @Test mutating func aPartCanBeTakenBack() {
        replies.bytes.writeString("gone")
        replies.discardPart()
        replies.bytes.writeString("one")
        replies.endPart(for: 0)
        replies.bytes.writeString("gone too")
        replies.discardPart()
        replies.discardPart()
        #expect(replies.partLength == 0)
        replies.bytes.writeString("two")
        replies.endPart(for: 1)
        #expect(replies.answers.map(\.text) == ["one", "two"])
        #expect(replies.bytes.readableBytes == 6)
    }

    @Test mutating func clearingBeginsAnew() {
        replies.bytes.writeString("one")
        replies.endPart(for: 0)
        replies.clear()
        #expect(replies.parts.isEmpty && replies.bytes.readableBytes == 0 && replies.partLength == 0)
        replies.bytes.writeString("two")
        replies.endPart(for: 2)
        #expect(replies.answers.map(\.text) == ["two"])
    }
}
