import ArgumentParser

/// The flags of a command that prints a list.
struct ListingFlags: ParsableArguments {
    @Option(help: ArgumentHelp("How many at most.", valueName: "N"))
    var limit = 20

    @Flag(help: "Print a JSON object a line.")
    var json = false

    func validate() throws {
        guard (1...1_000_000).contains(limit) else {
            throw ValidationError("--limit: \"\(limit)\" is not a whole number from 1 to 1000000.")
        }
    }
}
