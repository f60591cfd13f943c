/// Which extensions nodes draw and how weak their passwords are.
struct ExtensionPolicy: Hashable, Sendable {
    /// A run of numbers, all as wide as its first.
    struct Block: Hashable, Sendable {
        let numbers: ClosedRange<Int>
        /// Digits, with zeros in front.
        let width: Int
    }

    let blocks: [Block]
    let count: ClosedRange<Int>
    /// In percent of the extensions; at least one is weak.
    let weakShare: ClosedRange<Int>
    /// `{extension}` stands for the extension itself.
    let weakPasswords: [String]
}

extension ExtensionPolicy: PersonaPart {
    /// More would cost time at every start.
    private static let most = 500

    init(_ table: inout PersonaTable) throws(PersonaError) {
        count = try table.range("count", in: 1...Self.most)
        weakShare = try table.range("weak_share", in: 0...100)
        var blocks: [Block] = []
        for (index, text) in try table.strings("ranges").enumerated() {
            guard let block = Block(text), block.numbers.count >= count.upperBound else {
                throw table.bad(
                    "ranges[\(index + 1)]", text, "a range such as 100-199 with room for \(count.upperBound) extensions"
                )
            }
            blocks.append(block)
        }
        guard !blocks.isEmpty else { throw table.bad("ranges", "", "an array with a range in it") }
        self.blocks = blocks
        weakPasswords = table.has("weak_passwords") ? try table.strings("weak_passwords") : PlantedWords.all
        guard !weakPasswords.isEmpty, weakPasswords.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 64 }) else {
            throw table.bad("weak_passwords", "", "an array of passwords of up to 64 bytes")
        }
    }
}

extension ExtensionPolicy.Block {
    /// `100-199`.
    init?(_ text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends[0].utf8.count == ends[1].utf8.count, (1...9).contains(ends[0].utf8.count),
            ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let first = Int(ends[0]), let last = Int(ends[1]), first <= last
        else { return nil }
        self.init(numbers: first...last, width: ends[0].utf8.count)
    }
}
