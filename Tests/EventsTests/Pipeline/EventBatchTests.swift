import NIOCore
import SIP
import Testing

@testable import Events

@Suite struct EventBatchTests {
    /// Events whose messages lie one behind the other in one buffer, with `unused` bytes in front.
    private func read(_ count: Int, unused: Int) throws -> EventBatch {
        var buffer = ByteBuffer(repeating: 0, count: unused)
        for _ in 0..<count { buffer.writeImmutableBuffer(.request()) }
        buffer.moveReaderIndex(forwardBy: unused)
        let size = ByteBuffer.request().readableBytes
        var batch = EventBatch()
        for _ in 0..<count {
            let slice = buffer.readSlice(length: size)
            let message = try #require(slice)
            batch.events.append(try .make(message: message))
        }
        batch.retransmissions = [EventID(rawValue: 1): 2]
        batch.calls = [.make(1)]
        return batch
    }

    @Test func isEmptyWithoutEventsRetransmissionsAndCalls() throws {
        #expect(EventBatch().isEmpty)
        #expect(!EventBatch([try .make()]).isEmpty)
        #expect(!EventBatch([], retransmissions: [EventID(rawValue: 1): 1]).isEmpty)
        var batch = EventBatch()
        batch.calls = [.make(1)]
        #expect(!batch.isEmpty)
    }

    @Test func aSmallPartOfWhatWasReadGetsBuffersOfItsOwn() throws {
        let batch = try read(3, unused: 1 << 20)
        let compact = batch.compact.batch
        #expect(batch.events.allSatisfy { $0.message.storageCapacity >= 1 << 20 })
        #expect(compact.events.allSatisfy { $0.message.storageCapacity < 2_048 })
        #expect(compact.events.map(\.message) == batch.events.map(\.message))
        #expect(compact.retransmissions == batch.retransmissions)
        #expect(compact.calls == batch.calls)
    }

    @Test func aBufferThatIsUsedIsShared() throws {
        let batch = try read(64, unused: 0)
        let compact = batch.compact.batch
        #expect(compact.events.map(\.message.storageCapacity) == batch.events.map(\.message.storageCapacity))
        #expect(compact.events.map(\.message) == batch.events.map(\.message))
    }

    @Test func theEmptyDatagramIsNoException() throws {
        var buffer = ByteBuffer(repeating: 0, count: 65_536)
        buffer.moveReaderIndex(forwardBy: 65_536)
        let compact = EventBatch([try .make(message: buffer)]).compact.batch
        #expect(compact.events.map(\.message.storageCapacity) == [0])
        #expect(EventBatch().compact.batch.isEmpty)
    }
}
