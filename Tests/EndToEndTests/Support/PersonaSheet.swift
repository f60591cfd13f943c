import Foundation
import Testing

/// What a node pretends to be, as `sentrypeer persona show --json` says it.
struct PersonaSheet: Decodable {
    struct Account: Decodable {
        let `extension`: String
        /// nil when it has a strong one, which nobody is told.
        let password: String?
    }

    let persona: String
    let realm: String
    let extensions: [Account]
    /// What a number begins with that is put through, and what with others happens: a status.
    let carriedPrefixes: [String]
    let refusedPrefixes: [String: Int]

    private enum CodingKeys: String, CodingKey {
        case persona, realm, extensions
        case carriedPrefixes = "carried_prefixes"
        case refusedPrefixes = "refused_prefixes"
    }

    var names: [String] { extensions.map(\.extension) }

    /// Those with a password that can be guessed.
    var weak: [String: String] {
        Dictionary(extensions.compactMap { account in account.password.map { (account.extension, $0) } }) { $1 }
    }

    /// A number in London that the node puts through.
    func carriedNumber() throws -> String { try #require(carriedPrefixes.first) + "442079460123" }

    /// One too short for any prefix, and longer than any extension.
    var unknownNumber: String { "314159" }

    /// Words for a guess at every account: the right ones of all, and wrong ones between them.
    var words: [String] {
        let right = Set(weak.values).sorted()
        return (0...right.count).flatMap { index in
            ["wrong-\(index)-a", "wrong-\(index)-b"] + (index < right.count ? [right[index]] : [])
        }
    }

    /// All extensions, and two numbers on each side of every one, in the form that svwar reads.
    func scanRanges() throws -> String {
        var ranges: [ClosedRange<Int>] = []
        for number in try names.map({ try #require(Int($0)) }).sorted() {
            if let last = ranges.last, number - 2 <= last.upperBound + 1 {
                ranges[ranges.count - 1] = last.lowerBound...(number + 2)
            } else {
                ranges.append((number - 2)...(number + 2))
            }
        }
        return ranges.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
    }
}

extension NodeProcess {
    /// What this node pretends to be with that persona; that one is the default.
    func sheet(of persona: String = "freepbx") throws -> PersonaSheet {
        let show = try sentrypeer("persona", "show", "--json", "--persona", persona, "-f", databaseFile)
        return try JSONDecoder().decode(PersonaSheet.self, from: Data(show.utf8))
    }

    /// The output of another command of the program, run beside the node.
    func sentrypeer(_ arguments: String...) throws -> String {
        let command = try Command([Environment.binary] + arguments, in: directory)
        try #require(command.succeeded, "\(arguments): \(command.transcript)")
        return command.output
    }
}
