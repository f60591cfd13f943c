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
    /// nil when nobody wants to see messages.
    let mirror: MessageMirror?
    let metrics = ReceptionMetrics()

    init(
        node: UUIDBytes, collection: ProbeEvent.Collection, ids: EventIDGenerator, ignored: [CIDR],
        replyLimit: Int, pipeline: EventPipeline, disguise: Disguise, media: MediaServer,
        mirror: MirrorQueue? = nil
    ) {
        self.node = node
        self.collection = collection
        self.ids = ids
        self.ignored = ignored
        self.pipeline = pipeline
        let mirror = mirror.map { MessageMirror($0, ignored: ignored) }
        self.mirror = mirror
        limiter = ReplyLimiter.Shared(limit: replyLimit)
        pbx = PBX(disguise, media: media)
        switchboard = Switchboard(media: media, limiter: limiter, pipeline: pipeline, mirror: mirror)
    }

    func isIgnored(_ address: IPAddress) -> Bool {
        ignored.contains { $0.contains(address) }
    }
}
