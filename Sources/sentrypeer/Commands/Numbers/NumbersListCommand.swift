import ArgumentParser
import Store

/// Prints the numbers that attackers dial, the last seen first, however many there are.
struct NumbersListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Print the numbers that attackers call, the last first.",
        discussion: "A number is dialled behind many prefixes: by form each of these is a line, by e164 all are one."
    )

    @OptionGroup var database: DatabaseFlags

    @Option(help: "form or e164.")
    var by = NumberTable.Kind.e164

    @OptionGroup var listing: ListingFlags

    func run() throws {
        var output = StandardOutput()
        try write(to: &output)
        try output.flush()
    }

    func write(to output: inout StandardOutput) throws(CommandError) {
        let reader = try database.open()
        switch by {
        case .form:
            try write(to: &output) { () throws(StoreError) in
                try reader.forms()
            } text: {
                listing.json ? NumberObject($0).object.text + "\n" : NumberTable.line($0)
            }
        case .e164:
            try write(to: &output) { () throws(StoreError) in
                try reader.targets()
            } text: {
                listing.json ? NumberObject($0).object.text + "\n" : NumberTable.line($0)
            }
        }
    }

    private func write<Item>(
        to output: inout StandardOutput, _ open: () throws(StoreError) -> NewestCursor<Item>, text: (Item) -> String
    ) throws(CommandError) {
        var cursor = try CommandError.reading(open)
        var left = listing.limit
        if !listing.json { try output.put(NumberTable.head(of: by)) }
        while left > 0 {
            let items = try CommandError.reading { () throws(StoreError) in try cursor.next(min(left, 1_000)) }
            if items.isEmpty { return }
            for item in items { try output.put(text(item)) }
            left -= items.count
        }
    }
}
