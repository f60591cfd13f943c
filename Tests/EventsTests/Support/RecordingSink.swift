import Logging
import Synchronization

@testable import Events

/// A sink that tells what happens to it, and refuses batches for as long as it is told to.
struct RecordingSink: EventSink {
    enum Entry: Equatable {
        case taken([Int64])
        case refused([Int64])
        case idle
        case closed
    }

    let name = "recording"
    let entries: AsyncStream<Entry>
    private let continuation: AsyncStream<Entry>.Continuation
    private var refusals: Int
    private let tellsIdle: Bool

    init(refusals: Int = 0, tellsIdle: Bool = false) {
        (entries, continuation) = AsyncStream.makeStream(of: Entry.self)
        self.refusals = refusals
        self.tellsIdle = tellsIdle
    }

    mutating func write(_ batch: EventBatch) throws(SinkError) {
        let ids = batch.events.map(\.id.rawValue)
        guard refusals == 0 else {
            refusals -= 1
            continuation.yield(.refused(ids))
            throw SinkError("out of order")
        }
        continuation.yield(.taken(ids))
    }

    mutating func idle() {
        if tellsIdle { continuation.yield(.idle) }
    }

    mutating func close() {
        continuation.yield(.closed)
        continuation.finish()
    }
}

/// Keeps what is logged.
final class LogRecord: Sendable {
    private let lines = Mutex<[String]>([])

    var messages: [String] { lines.withLock { $0 } }

    var logger: Logger {
        Logger(label: "test") { _ in Handler(record: self) }
    }

    private struct Handler: LogHandler {
        let record: LogRecord
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        init(record: LogRecord) { self.record = record }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            record.lines.withLock { $0.append("\(event.level): \(event.message)") }
        }
    }
}
