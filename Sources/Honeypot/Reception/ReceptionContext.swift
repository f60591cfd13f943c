import Events
import SIP
import Synchronization

/// What all receivers of a node share.
final class ReceptionContext: Sendable {
    let node: UUIDBytes
    let collection: ProbeEvent.Collection
    let ids: EventIDGenerator
    let ignored: [CIDR]
    let server: StatelessUAS
    let pipeline: EventPipeline
    let limiter: Mutex<ReplyLimiter>
    let metrics = ReceptionMetrics()

    init(
        node: UUIDBytes, collection: ProbeEvent.Collection, ids: EventIDGenerator, ignored: [CIDR],
        replyLimit: Int, pipeline: EventPipeline
    ) {
        self.node = node
        self.collection = collection
        self.ids = ids
        self.ignored = ignored
        self.pipeline = pipeline
        server = StatelessUAS()
        limiter = Mutex(ReplyLimiter(limit: replyLimit))
    }

    func isIgnored(_ address: IPAddress) -> Bool {
        ignored.contains { $0.contains(address) }
    }
}
