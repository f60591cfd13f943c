import Events

/// An extension of the node.
struct Account: Hashable, Sendable {
    let name: String
    /// The planted weak password; nil for a strong one, which nothing that a client sends will match.
    let password: String?
}

extension Account {
    /// Draws the extensions of a node and which of them have a weak password.
    static func drawn(_ policy: ExtensionPolicy, node: UUIDBytes) -> [Account] {
        let names = names(policy, node)
        var draw = NodeDraw(node, "passwords")
        let share = draw.number(in: policy.weakShare)
        let weak = share == 0 ? 0 : max(1, names.count * share / 100)
        var passwords: [String: String] = [:]
        for name in draw.shuffled(names).prefix(weak) {
            passwords[name] = PlantedWords.filled(draw.element(of: policy.weakPasswords), extension: name)
        }
        return names.map { Account(name: $0, password: passwords[$0]) }
    }

    /// A run with gaps, as extensions are handed out and given back.
    private static func names(_ policy: ExtensionPolicy, _ node: UUIDBytes) -> [String] {
        var draw = NodeDraw(node, "extensions")
        let block = draw.element(of: policy.blocks)
        let room = block.numbers.count
        let count = min(draw.number(in: policy.count), room)
        var offset = draw.number(in: 0...max(0, min(room - count, 9)))
        if count == 1 { offset = draw.number(in: 0...room - 1) }
        var offsets: Set<Int> = []
        while offsets.count < count {
            // Past the end it goes on at the start, in the gaps.
            while !offsets.insert(offset % room).inserted { offset += 1 }
            offset += draw.number(in: 0...9) < 7 ? 1 : draw.number(in: 2...4)
        }
        return offsets.sorted().map { offset in
            let digits = "\(block.numbers.lowerBound + offset)"
            return String(repeating: "0", count: max(0, block.width - digits.utf8.count)) + digits
        }
    }
}
