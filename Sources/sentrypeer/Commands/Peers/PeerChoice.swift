import ArgumentParser
import Delivery
import Store

/// Which author a command is about: a whole key, or a beginning that only one known author has.
struct PeerChoice: ParsableArguments {
    private static let notFound = ExitCode(1)

    @Argument(help: ArgumentHelp("A key, or its first digits.", valueName: "AUTHOR"))
    var author: String

    func validate() throws {
        guard PeerKey.range(beginningWith: author) != nil else {
            throw ValidationError("\"\(TextBlock.value(author))\" is no key: up to 64 hexadecimal digits are.")
        }
    }

    /// - Returns: nil for a beginning that no known author has.
    func find(in reader: EventReader) throws(CommandError) -> [UInt8]? {
        if let key = PeerKey.bytes(author) { return key }
        guard let (first, last) = PeerKey.range(beginningWith: author) else { return nil }
        let found = try CommandError.reading { () throws(StoreError) in
            try reader.peers(from: first, to: last, limit: 2)
        }
        guard found.count < 2 else { throw .ambiguousAuthor(author) }
        return found.first?.key
    }

    /// - Throws: the exit status of what was not found, which is said too.
    func decide(_ decision: AuthorDecision, _ words: String, in database: DatabaseFlags) throws {
        let path = try database.settings().databaseFile
        guard let key = try find(in: try database.open()) else {
            StandardError.put("sentrypeer: no author begins with \(author).\n")
            throw Self.notFound
        }
        try CommandError.reading { () throws(StoreError) in
            try PeerTable(path: path).decide(decision, of: key)
        }
        var output = StandardOutput()
        try output.put("\(PeerKey.text(key)) \(words)\n")
        try output.flush()
    }
}
