/// A place where events go: the store, a log, a screen. Each has a queue and a thread of its own, so
/// that one which is slow or broken neither stops the others nor slows a packet.
public protocol EventSink {
    /// For log lines and metrics, such as `store`.
    var name: String { get }

    /// Takes all of the batch or none of it: after an error the same batch comes again.
    mutating func write(_ batch: EventBatch) throws(SinkError)

    /// Called when nothing is waiting, at least every few seconds: the time for upkeep.
    mutating func idle()

    /// Called once, behind the last batch.
    mutating func close()
}

extension EventSink {
    public mutating func idle() {}
    public mutating func close() {}
}

/// Why a sink could not take a batch, as one sentence for a person.
public struct SinkError: Error, Equatable, Sendable {
    public let reason: String

    public init(_ reason: String) {
        self.reason = reason
    }
}
