import Testing

@testable import Sharing

@Suite struct FrameTests {
    @Test func messagesComeWholeHoweverTheBytesCome() throws {
        var queue = FrameQueue(limit: 1_000)
        let messages: [[UInt8]] = [[1], [], [2, 3, 4]]
        for message in messages { queue.append(message) }
        var reader = FrameReader()
        var found: [[UInt8]] = []
        while let byte = queue.waiting.first {
            queue.remove(1)
            reader.append([byte])
            while let message = try reader.next() { found.append(Array(message)) }
        }
        #expect(found == messages)
    }

    @Test func aMessageLongerThanAnyIsRefused() {
        var reader = FrameReader()
        reader.append([0, 2, 0, 1])
        #expect(throws: MessageReader.Fault.tooLong) { try reader.next() }
    }

    @Test func whatFindsNoRoomIsDroppedAndCounted() {
        var queue = FrameQueue(limit: 20)
        #expect(queue.append([UInt8](repeating: 0, count: 10)) == true)
        #expect(queue.append([UInt8](repeating: 0, count: 10)) == false)
        #expect(queue.dropped == 1)
        #expect(queue.append([UInt8](repeating: 0, count: 10), isVital: true) == true)
        queue.remove(14)
        queue.remove(14)
        #expect(queue.isEmpty)
        #expect(queue.append([UInt8](repeating: 0, count: 16)) == true)
        #expect(queue.waiting.count == 20)
    }
}
