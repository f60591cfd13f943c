import Events
import NIOCore
import SIP
import Testing

@Suite struct MirrorQueueTests {
    private func messages(_ texts: String...) -> [MirroredMessage] {
        texts.map { message(ByteBuffer(string: $0)) }
    }

    private func message(_ bytes: ByteBuffer) -> MirroredMessage {
        let endpoint = Endpoint(address: .v4(1), port: 5060)
        return MirroredMessage(
            bytes: bytes, source: endpoint, destination: endpoint, transport: .udp, time: Timestamp(nanoseconds: 0))
    }

    private func taken(_ queue: MirrorQueue) -> [String] {
        queue.take(within: .zero).map { String(buffer: $0.bytes) }
    }

    @Test func givesInOrderWhatWasPut() {
        let queue = MirrorQueue()
        queue.put(messages("a", "b"))
        queue.put(messages("c"))
        #expect(taken(queue) == ["a", "b", "c"])
        #expect(taken(queue) == [])
    }

    @Test func takesAllOfABatchOrNone() {
        var limits = MirrorQueue.Limits()
        limits.messages = 3
        limits.bytes = 8
        let queue = MirrorQueue(limits: limits)
        #expect(queue.put(messages("aa", "bb")))
        #expect(!queue.put(messages("c", "d")))
        #expect(!queue.put(messages("12345")))
        #expect(queue.put(messages("1234")))
        #expect(taken(queue) == ["aa", "bb", "1234"])
    }

    @Test func whatWasTakenLastStillCounts() {
        var limits = MirrorQueue.Limits()
        limits.bytes = 4
        let queue = MirrorQueue(limits: limits)
        #expect(queue.put(messages("1234")))
        #expect(taken(queue) == ["1234"])
        #expect(!queue.put(messages("5")))
        #expect(taken(queue) == [])
        #expect(queue.put(messages("5")))
    }

    @Test func aSmallMessageOfALargeBufferGetsItsOwn() throws {
        let queue = MirrorQueue()
        let large = ByteBuffer(repeating: 1, count: 1 << 20)
        queue.put([message(try #require(large.getSlice(at: 0, length: 10)))])
        let kept = try #require(queue.take(within: .zero).first)
        #expect(kept.bytes.readableBytes == 10)
        #expect(kept.bytes.storageCapacity < 1_024)
    }

    @Test func onceClosedItOnlyGives() {
        let queue = MirrorQueue()
        queue.put(messages("a"))
        #expect(!queue.isClosed())
        queue.close()
        #expect(queue.isClosed() && !queue.isClosed(for: .seconds(60)))
        #expect(!queue.put(messages("b")))
        #expect(queue.take(within: .seconds(60)).count == 1)
        #expect(queue.take(within: .seconds(60)).isEmpty, "and nobody waits")
    }
}
