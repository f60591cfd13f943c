import Dispatch
import Logging
import Metrics
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Runs one sink: its queue, its thread, and what happens when it fails. A batch that the sink refuses
/// is offered again until it is taken or the node stops; meanwhile the queue merges.
public final class SinkWorker: Service {
    public let name: String
    private let sink: Mutex<any EventSink>
    private let queue: EventQueue
    private let logger: Logger
    private let mergedCounter: Counter
    private let lostCounter: Counter
    private let failureCounter: Counter
    private let depthGauge: Gauge
    private let refusal = Atomic(false)

    /// How long a sink that failed is left alone, and how often its failure is said.
    private static let retryInterval = Duration.seconds(1)
    private static let complaintInterval = Duration.seconds(60)
    /// At a shutdown: a lock may pass, but the node has five seconds in all.
    private static let shutdownGrace = Duration.seconds(1.5)
    private static let shutdownRetryInterval = 0.1

    public convenience init(_ sink: sending any EventSink, logger: Logger) {
        self.init(sink, queue: EventQueue(), logger: logger)
    }

    init(_ sink: sending any EventSink, queue: EventQueue, logger: Logger) {
        name = sink.name
        let dimensions = [("sink", name)]
        mergedCounter = Counter(label: "sentrypeer_events_merged", dimensions: dimensions)
        lostCounter = Counter(label: "sentrypeer_events_lost", dimensions: dimensions)
        failureCounter = Counter(label: "sentrypeer_sink_failures", dimensions: dimensions)
        depthGauge = Gauge(label: "sentrypeer_queue_depth", dimensions: dimensions)
        self.sink = Mutex(sink)
        self.queue = queue
        self.logger = logger
    }

    /// Whether the sink refused the last batch that it was offered.
    public var isRefusing: Bool { refusal.load(ordering: .relaxed) }

    /// Hands over a batch. Never waits for the sink.
    /// - Parameter messageBytes: the batch's, counted if not given.
    func submit(_ batch: EventBatch, messageBytes: Int? = nil) {
        let overflow = queue.put(batch, messageBytes: messageBytes)
        if overflow.merged > 0 { mergedCounter.increment(by: overflow.merged) }
        if overflow.lost > 0 { lostCounter.increment(by: overflow.lost) }
    }

    /// Writes until a graceful shutdown or a cancellation, then until the queue is empty.
    public func run() async throws {
        let thread = NIOThreadPool(numberOfThreads: 1)
        thread.start()
        await withTaskCancellationOrGracefulShutdownHandler {
            _ = try? await thread.runIfActive { self.drain() }
        } onCancelOrGracefulShutdown: {
            self.queue.close()
        }
        try await thread.shutdownGracefully()
    }

    private func drain() {
        var end: ContinuousClock.Instant?
        while true {
            switch queue.take() {
            case .batch(let batch): write(batch, &end)
            case .idle: sink.withLock { $0.idle() }
            case .finished:
                sink.withLock { $0.close() }
                return
            }
            depthGauge.record(queue.depth)
        }
    }

    /// - Parameter end: when to give up once the queue is closed; one for all that is left.
    private func write(_ batch: EventBatch, _ end: inout ContinuousClock.Instant?) {
        var lastComplaint: ContinuousClock.Instant?
        while true {
            let failure: SinkError? = sink.withLock { sink in
                do throws(SinkError) {
                    try sink.write(batch)
                    return nil
                } catch {
                    return error
                }
            }
            refusal.store(failure != nil, ordering: .relaxed)
            guard let failure else {
                if lastComplaint != nil { logger.notice("writing again", metadata: ["sink": "\(name)"]) }
                return
            }
            failureCounter.increment()
            if queue.isClosed {
                let lastMoment = end ?? .now + Self.shutdownGrace
                end = lastMoment
                if .now < lastMoment {
                    _ = DispatchSemaphore(value: 0).wait(timeout: .now() + Self.shutdownRetryInterval)
                    continue
                }
                lostCounter.increment(by: batch.events.count + batch.calls.count)
                logger.error(
                    "events could not be written before the end",
                    metadata: ["sink": "\(name)", "events": "\(batch.events.count)", "reason": "\(failure.reason)"])
                return
            }
            if lastComplaint.map({ .now - $0 >= Self.complaintInterval }) ?? true {
                lastComplaint = .now
                logger.error(
                    "cannot write events, going on listening",
                    metadata: ["sink": "\(name)", "reason": "\(failure.reason)", "waiting": "\(queue.depth)"])
            }
            queue.pause(Self.retryInterval)
        }
    }
}
