import Events
import Honeypot

/// What of a node does not work.
struct NodeFaults: Sendable {
    let store: SinkWorker
    let honeypot: Honeypot?

    /// Without addresses and reasons: everybody may read them.
    var sentences: [String] {
        var sentences: [String] = []
        if store.isRefusing { sentences.append("the store takes no events") }
        for (transport, _) in honeypot?.deaf ?? [] {
            let sentence = "not listening on \(transport.name)"
            if !sentences.contains(sentence) { sentences.append(sentence) }
        }
        return sentences
    }
}
