/// Hands every batch to every sink.
public struct EventPipeline: Sendable {
    public let sinks: [SinkWorker]

    public init(sinks: [SinkWorker]) {
        self.sinks = sinks
    }

    /// Never waits.
    public func submit(_ batch: EventBatch) {
        guard !batch.isEmpty else { return }
        let (batch, messageBytes) = batch.compact
        for sink in sinks { sink.submit(batch, messageBytes: messageBytes) }
    }
}
