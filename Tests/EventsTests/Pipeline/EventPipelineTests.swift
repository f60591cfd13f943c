import Logging
import NIOCore
import Testing

@testable import Events

@Suite struct EventPipelineTests {
    private let queues = (0..<3).map { _ in EventQueue(limits: EventQueueTests.instant) }

    private var pipeline: EventPipeline {
        EventPipeline(
            sinks: queues.map { SinkWorker(RecordingSink(), queue: $0, logger: Logger(label: "test")) })
    }

    @Test func everySinkGetsEveryBatch() throws {
        let event = try ProbeEvent.make()
        pipeline.submit(EventBatch([event], retransmissions: [event.id: 4]))
        for queue in queues {
            let batch = try #require(queue.take().batch)
            #expect(batch.events.map(\.id) == [event.id])
            #expect(batch.retransmissions == [event.id: 4])
        }
    }

    @Test func anEmptyBatchWakesNobody() {
        pipeline.submit(EventBatch())
        for queue in queues { #expect(queue.take().isIdle) }
    }

    @Test func queuesDoNotHoldWhatWasReadWithAnEvent() throws {
        var read = ByteBuffer(repeating: 0, count: 1 << 20)
        read.writeImmutableBuffer(.request())
        read.moveReaderIndex(forwardBy: 1 << 20)
        pipeline.submit(EventBatch([try .make(message: read)]))
        for queue in queues {
            #expect(queue.take().batch?.events.first.map { $0.message.storageCapacity < 2_048 } == true)
        }
    }

    @Test func withoutSinksNothingHappens() throws {
        let pipeline = EventPipeline(sinks: [])
        pipeline.submit(EventBatch([try .make()]))
        #expect(pipeline.sinks.isEmpty)
    }
}
