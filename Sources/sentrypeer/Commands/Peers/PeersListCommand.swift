import ArgumentParser
import Events
import Store

/// Prints the authors that this node heard of, the last first.
struct PeersListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the nodes that report, those heard of last first.",
        discussion: """
            An author is a node's public key. By its standing it is believed alone (trusted), counts with others \
            (grown), or does not count: its key is young (new), its network was not seen (unplaced), it broke its \
            quotas (lowered), or you blocked it.
            """
    )

    private static let piece = 1_000

    @OptionGroup var database: DatabaseFlags

    @OptionGroup var listing: ListingFlags

    func run() throws {
        var output = StandardOutput()
        try write(to: &output, at: .now)
        try output.flush()
    }

    func write(to output: inout StandardOutput, at now: Timestamp) throws(CommandError) {
        let policy = ActionPolicy(try database.settings())
        let reader = try database.open()
        var left = listing.limit
        var mark: PeerPage.Mark?
        repeat {
            let page = try CommandError.reading { () throws(StoreError) in
                try reader.peers(behind: mark, limit: min(left, Self.piece))
            }
            if mark == nil, !listing.json { try output.put(page.peers.isEmpty ? "No peers.\n" : PeerTableText.head) }
            for peer in page.peers {
                try output.put(
                    listing.json
                        ? PeerObject(peer, policy, at: now).object.text + "\n"
                        : PeerTableText.line(peer, policy, at: now))
            }
            left -= page.peers.count
            mark = page.next
        } while mark != nil && left > 0
    }
}
