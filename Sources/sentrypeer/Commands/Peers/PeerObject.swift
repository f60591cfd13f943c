import Events
import Store

/// An author as JSON.
struct PeerObject {
    var object = JSONObject()

    init(_ peer: StoredPeer, _ policy: ActionPolicy, at now: Timestamp) {
        let heard = peer.heard
        object.add("author", .string(PeerKey.text(peer.key)))
        object.add("decision", .string(peer.decision.name.description))
        object.add("standing", .string(peer.standing(policy, at: now).name.description))
        object.add("first_seen", .text(heard?.firstSeen.description))
        object.add("last_seen", .text(heard?.lastSeen.description))
        object.add("network", .text(heard?.network?.description))
        object.add("lowered_until", .text(heard?.loweredUntil?.description))
        object.add("batches", .number(heard?.batches ?? 0))
        object.add("events", .number(heard?.events ?? 0))
        object.add("dropped", .number(heard?.dropped ?? 0))
    }
}
