import Logging
import ServiceLifecycle
import Testing

@testable import Events

@Suite(.timeLimit(.minutes(5))) struct SinkWorkerTests {
    private let log = LogRecord()

    private func worker(_ sink: RecordingSink, idle: Duration = .seconds(600)) -> SinkWorker {
        SinkWorker(
            sink, queue: EventQueue(limits: .init(gathering: .milliseconds(1), idle: idle)), logger: log.logger)
    }

    private func batch(_ id: Int64) throws -> EventBatch {
        var event = try ProbeEvent.make()
        event.id = EventID(rawValue: id)
        return EventBatch([event])
    }

    /// Runs `workers` as the node does until `body` is done, then stops them gracefully.
    private func serve(_ workers: [SinkWorker], until body: () async throws -> Void) async throws {
        let group = ServiceGroup(services: workers, logger: Logger(label: "group"))
        async let running: Void = group.run()
        try await body()
        await group.triggerGracefulShutdown()
        try await running
    }

    @Test func aWorkerIsCalledLikeItsSink() {
        #expect(worker(RecordingSink()).name == "recording")
    }

    @Test func whatIsSubmittedIsWrittenInOrder() async throws {
        let sink = RecordingSink()
        let worker = worker(sink)
        try await serve([worker]) {
            var entries = sink.entries.makeAsyncIterator()
            for id in Int64(1)...3 {
                worker.submit(try batch(id))
                #expect(await entries.next() == .taken([id]))
            }
        }
        #expect(log.messages == [])
    }

    @Test func aShutdownWritesWhatIsThereAndClosesBehindIt() async throws {
        let sink = RecordingSink()
        let worker = worker(sink)
        for id in Int64(1)...3 { worker.submit(try batch(id)) }
        try await serve([worker]) {}
        #expect(await sink.entries.all() == [.taken([1, 2, 3]), .closed])
    }

    @Test func aCancellationDoesToo() async throws {
        let sink = RecordingSink()
        let worker = worker(sink)
        let running = Task { try await worker.run() }
        worker.submit(try batch(1))
        var entries = sink.entries.makeAsyncIterator()
        #expect(await entries.next() == .taken([1]))
        running.cancel()
        try await running.value
        #expect(await entries.next() == .closed)
    }

    @Test func anIdleSinkGetsTimeForUpkeep() async throws {
        let sink = RecordingSink(tellsIdle: true)
        let worker = worker(sink, idle: .milliseconds(1))
        try await serve([worker]) {
            var entries = sink.entries.makeAsyncIterator()
            #expect(await entries.next() == .idle)
            #expect(await entries.next() == .idle)
        }
    }

    @Test func aSinkThatFailedGetsTheSameBatchAgainAndRecovers() async throws {
        let sink = RecordingSink(refusals: 2)
        let worker = worker(sink)
        try await serve([worker]) {
            var entries = sink.entries.makeAsyncIterator()
            worker.submit(try batch(1))
            #expect(await entries.next() == .refused([1]))
            // What comes meanwhile waits its turn.
            worker.submit(try batch(2))
            #expect(await entries.next() == .refused([1]))
            #expect(worker.isRefusing)
            #expect(await entries.next() == .taken([1]))
            #expect(await entries.next() == .taken([2]))
            #expect(!worker.isRefusing)
        }
        // Said once, and once that it is over.
        #expect(log.messages == ["error: cannot write events, going on listening", "notice: writing again"])
    }

    @Test func aSinkThatFailsStopsNoOther() async throws {
        let (broken, sound) = (RecordingSink(refusals: .max), RecordingSink())
        let pipeline = EventPipeline(sinks: [worker(broken), worker(sound)])
        try await serve(pipeline.sinks) {
            var refusals = broken.entries.makeAsyncIterator()
            var entries = sound.entries.makeAsyncIterator()
            pipeline.submit(try batch(1))
            #expect(await refusals.next() == .refused([1]))
            for id in Int64(1)...20 {
                if id > 1 { pipeline.submit(try batch(id)) }
                #expect(await entries.next() == .taken([id]))
            }
        }
    }

    @Test func aShutdownWhileFailingEnds() async throws {
        let sink = RecordingSink(refusals: .max)
        let worker = worker(sink)
        try await serve([worker]) {
            var entries = sink.entries.makeAsyncIterator()
            worker.submit(try batch(1))
            #expect(await entries.next() == .refused([1]))
            worker.submit(try batch(2))
        }
        #expect(await sink.entries.all().suffix(3) == [.refused([1]), .refused([2]), .closed])
        #expect(log.messages.filter { $0 == "error: events could not be written before the end" }.count == 2)
    }
}

extension AsyncStream {
    /// What is left of it, up to its end.
    func all() async -> [Element] {
        await reduce(into: []) { $0.append($1) }
    }
}
