import Crypto
import SIP

/// The bearer tokens that the API accepts, of which only hashes are kept.
struct AccessTokens: Sendable {
    private struct Entry {
        let hash: SHA256.Digest
        let scope: AccessScope
    }

    /// Shorter ones could be guessed.
    private static let shortest = 16
    private static let longest = 512

    private let entries: [Entry]

    /// No token is needed.
    static let none = AccessTokens(entries: [])

    var isEmpty: Bool { entries.isEmpty }

    private init(entries: [Entry]) {
        self.entries = entries
    }

    /// Reads lines of a scope, white space and a token; empty lines and those that begin with `#` say nothing.
    /// - Parameter path: of the file, for errors.
    init(_ text: String, path: String) throws(WebAPIError) {
        var entries: [Entry] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
            guard let first = words.first, first.first != "#" else { continue }
            func fault(_ reason: String) -> WebAPIError { .badToken(path: path, line: index + 1, reason: reason) }
            guard words.count == 2 else { throw fault("does not hold a scope and a token") }
            guard let scope = AccessScope(rawValue: String(first)) else { throw fault("names an unknown scope") }
            let token = words[1]
            guard (Self.shortest...Self.longest).contains(token.utf8.count) else {
                throw fault("holds a token that is not \(Self.shortest) to \(Self.longest) bytes long")
            }
            guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                throw fault("holds a token with characters that a header cannot carry")
            }
            entries.append(Entry(hash: Self.hash(token), scope: scope))
        }
        guard !entries.isEmpty else { throw .noTokens(path: path) }
        self.entries = entries
    }

    /// What `token` allows; nil for a token that is not accepted. Takes as long whichever of them it is: hashes are
    /// compared in constant time, and all of them.
    func scope(of token: Substring) -> AccessScope? {
        guard token.utf8.count <= Self.longest else { return nil }
        let hash = Self.hash(token)
        var found: AccessScope?
        for entry in entries where entry.hash == hash { found = max(found ?? entry.scope, entry.scope) }
        return found
    }

    private static func hash(_ token: Substring) -> SHA256.Digest {
        SHA256.hash(data: Array(token.utf8))
    }
}
