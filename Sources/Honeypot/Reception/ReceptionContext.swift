import Events
import SIP

/// What all receivers of a node share.
final class ReceptionContext: Sendable {
    let node: UUIDBytes
    let collection: ProbeEvent.Collection
    let ids: EventIDGenerator
    let ignored: [CIDR]
    let pbx: PBX
    let switchboard: Switchboard
    let pipeline: EventPipeline
    let limiter: ReplyLimiter.Shared
    let metrics = ReceptionMetrics()

    init(
        node: UUIDBytes, collection: ProbeEvent.Collection, ids: EventIDGenerator, ignored: [CIDR],
        replyLimit: Int, pipeline: EventPipeline, disguise: Disguise, media: MediaServer
    ) {
        self.node = node
        self.collection = collection
        self.ids = ids
        self.ignored = ignored
        self.pipeline = pipeline
        limiter = ReplyLimiter.Shared(limit: replyLimit)
        pbx = PBX(disguise, media: media)
        switchboard = Switchboard(media: media, limiter: limiter, pipeline: pipeline, answers: metrics.answers)
    }

    func isIgnored(_ address: IPAddress) -> Bool {
        ignored.contains { $0.contains(address) }
    }
}
