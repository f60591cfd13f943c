import ArgumentParser
import SIP
import Store

/// Prints who attacked, and what they tried.
struct SessionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract: "Print what was tried, a session each.",
        discussion: "A session is all that one address did until it was silent for half an hour."
    )

    /// Values of each kind: those on a screen, and those in JSON.
    private static let shownValues = 12
    private static let listedValues = 1_000

    @OptionGroup var database: DatabaseFlags

    @Option(help: ArgumentHelp("Only those of this address.", valueName: "ADDR"))
    var source: String?

    @OptionGroup var listing: ListingFlags

    func validate() throws {
        guard source.map({ IPAddress($0) != nil }) ?? true else {
            throw ValidationError("--source: \"\(source ?? "")\" is not an address, like 192.0.2.1 or 2001:db8::1.")
        }
    }

    func run() throws {
        var output = StandardOutput()
        try write(to: &output)
        try output.flush()
    }

    func write(to output: inout StandardOutput) throws(CommandError) {
        let reader = try database.open()
        // As the database spells it.
        let address = source.flatMap { IPAddress($0) }?.description
        let sessions = try CommandError.reading { () throws(StoreError) in
            try reader.sessions(from: address, limit: listing.limit)
        }
        let lookup = try CommandError.reading { () throws(StoreError) in try reader.sessionAttempts() }
        if sessions.isEmpty, !listing.json { try output.put("No sessions.\n") }
        for (index, session) in sessions.enumerated() {
            let attempts = try CommandError.reading { () throws(StoreError) in
                try lookup(session, limit: listing.json ? Self.listedValues : Self.shownValues)
            }
            if listing.json {
                try output.put(SessionObject(session, attempts).object.text + "\n")
            } else {
                try output.put((index == 0 ? "" : "\n") + SessionBlock(session, attempts).text)
            }
        }
    }
}
