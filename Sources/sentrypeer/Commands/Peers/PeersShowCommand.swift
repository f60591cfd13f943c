import ArgumentParser
import Events
import Store

/// Prints all that is known of an author.
struct PeersShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print all that is known of an author, and what it reported last."
    )

    /// Reports: those on a screen, and those in JSON.
    private static let shown = 20
    private static let listed = 1_000
    private static let notFound = ExitCode(1)

    @OptionGroup var database: DatabaseFlags

    @Flag(help: "Print a JSON object.")
    var json = false

    @OptionGroup var choice: PeerChoice

    func run() throws {
        var output = StandardOutput()
        let isFound = try write(to: &output, at: .now)
        try output.flush()
        if !isFound { throw Self.notFound }
    }

    /// - Returns: whether the author is known.
    func write(to output: inout StandardOutput, at now: Timestamp) throws(CommandError) -> Bool {
        let policy = ActionPolicy(try database.settings())
        let reader = try database.open()
        let limit = json ? Self.listed : Self.shown
        guard let key = try choice.find(in: reader),
            let (peer, reports) = try CommandError.reading({ () throws(StoreError) in
                try reader.peer(key).map { peer throws(StoreError) in
                    (peer, try reader.reports(by: key, limit: limit + 1))
                }
            })
        else {
            try output.put(json ? "{\"found\":false}\n" : "\(choice.author): no such author is known.\n")
            return false
        }
        try output.put(
            json
                ? Self.object(peer, reports, limit, policy, at: now).text + "\n"
                : PeerBlock(peer, reports, limit: limit, policy, at: now).text)
        return true
    }

    private static func object(
        _ peer: StoredPeer, _ reports: [StoredReport], _ limit: Int, _ policy: ActionPolicy, at now: Timestamp
    ) -> JSONObject {
        var object = PeerObject(peer, policy, at: now).object
        object.add(
            "reports",
            .array(
                reports.prefix(limit).map {
                    .object(ReportObject($0, namesAuthor: false, policy, at: now).object)
                }))
        object.add("incomplete", .array(reports.count > limit ? [.string("reports")] : []))
        return object
    }
}
