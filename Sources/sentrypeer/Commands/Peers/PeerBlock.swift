import Events
import Store

/// An author for a person to read.
struct PeerBlock {
    let text: String

    /// - Parameter limit: reports to show.
    init(
        _ peer: StoredPeer, _ reports: [StoredReport], limit: Int, _ policy: ActionPolicy, at now: Timestamp
    ) {
        var block = TextBlock([PeerKey.text(peer.key)])
        block.add("standing", [Self.words(for: peer.standing(policy, at: now))])
        if let heard = peer.heard {
            block.add("seen", [TextBlock.span(heard.firstSeen, heard.lastSeen)])
            block.add("network", [heard.network?.description ?? "not seen"])
            if let lowered = heard.loweredUntil, now < lowered {
                block.add("lowered", ["until \(lowered.description.prefix(19)) UTC"])
            }
            block.add(
                "sent",
                [
                    TextBlock.count(heard.batches, "batch", plural: "batches"), TextBlock.count(heard.events, "event"),
                    "\(heard.dropped) dropped",
                ])
        } else {
            block.add("seen", ["never"])
        }
        block.add("reported", reports.prefix(limit).map { TextBlock.value($0.value) }, hasMore: reports.count > limit)
        text = block.text
    }

    static func words(for standing: PeerStanding) -> String {
        switch standing {
        case .trusted: "trusted: believed alone, as you decided"
        case .grown: "grown: counts together with others"
        case .new: "new: its key is too young to count"
        case .unplaced: "unplaced: does not count, as the network it is in was not seen"
        case .lowered: "lowered: does not count, as it broke its quotas or contradicted itself"
        case .blocked: "blocked: never counts, as you decided"
        }
    }
}
