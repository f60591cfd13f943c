import Testing

@testable import Sharing

struct ReceiveQueueTests {
    @Test func whatComesFirstGoesFirstAndTooMuchIsCounted() throws {
        let value = try batch([event()], by: author(1))
        var queue = ReceiveQueue(capacity: 3)
        for id in 0..<5 as Range<UInt64> {
            queue.append(ReceivedValue(bytes: value.bytes, id: id, key: value.value.header.key.infoHash))
        }
        #expect(queue.count == 3 && queue.dropped == 2)
        for id in 0..<3 as Range<UInt64> { #expect(queue.next()?.id == id) }
        #expect(queue.next() == nil)
    }

    @Test func itStaysBoundedWhileItIsUsed() throws {
        let value = ReceivedValue(try batch([event()], by: author(1)))
        var queue = ReceiveQueue(capacity: 8)
        for _ in 0..<8 { queue.append(value) }
        for _ in 0..<1_000 {
            #expect(queue.next() != nil)
            let hadRoom = queue.append(value)
            #expect(hadRoom)
        }
        #expect(queue.count == 8)
    }
}
