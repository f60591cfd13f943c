import Sharing

/// What the start screen tells of sharing: with whom, what leaves, and what never does.
enum SharingLines {
    /// - Parameter author: who the node is to the others; nil when it can't share.
    static func text(_ settings: Settings, _ author: AuthorKey?) -> [String] {
        guard settings.peerToPeer else { return [] }
        guard Sharing.isAvailable, let author else {
            return ["Sharing     nothing: this build has no OpenDHT, so that it can't share (-p)"]
        }
        let isGroup = settings.sharing.groupFile != nil
        let first = settings.bootstrapNodes.map { "\($0.host):\($0.port)" }.joined(separator: ", ")
        var lines = [
            "Sharing     on \(port(settings.sharing.port)) with \(isGroup ? "the group alone" : "everybody"), "
                + "beginning with \(first)"
        ]
        if settings.legacy, !isGroup { lines.append("            on \(port(settings.dhtPort)) with original nodes") }
        if settings.sharing.groupReciprocity {
            lines.append("Read by     those of the group who give something, too")
        }
        lines += [
            "Given       attackers' addresses, numbers they dialled, methods, tools, times, counts",
            "Kept back   addresses of this node, messages, and whatever else attackers write",
            "Signed by   \(author)",
        ]
        return lines
    }

    private static func port(_ number: Int) -> String { number == 0 ? "a free UDP port" : "UDP port \(number)" }
}
