import Events
import Store

/// Authors for a person, a line each under a line of headings.
enum PeerTableText {
    static let head = line(
        ["AUTHOR", "STANDING", "FIRST SEEN", "LAST SEEN (UTC)", "NETWORK"], ["BATCHES", "EVENTS", "DROPPED"])

    static func line(_ peer: StoredPeer, _ policy: ActionPolicy, at now: Timestamp) -> String {
        let heard = peer.heard
        return line(
            [
                PeerKey.short(peer.key), peer.standing(policy, at: now).name.description,
                heard.map { String($0.firstSeen.description.prefix(10)) } ?? "-",
                heard.map { String($0.lastSeen.description.prefix(16)) } ?? "-", heard?.network?.description ?? "-",
            ], [heard?.batches, heard?.events, heard?.dropped].map { $0.map { "\($0)" } ?? "-" })
    }

    private static let widths = [14, 10, 12, 18, 17]

    private static func line(_ texts: [String], _ counts: [String]) -> String {
        var line = ""
        for (text, width) in zip(texts, widths) {
            line += text + String(repeating: " ", count: max(1, width - text.count))
        }
        for count in counts { line += String(repeating: " ", count: max(1, 8 - count.count)) + count }
        return line + "\n"
    }
}
