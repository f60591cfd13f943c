import SIP

/// What happens to a called user by what it looks like.
struct NumberPolicy: Hashable, Sendable {
    /// For what is neither an extension nor a number behind one of `prefixes`.
    let unknown: SIPStatus
    /// Whether names such as `service` are taken, and a call to no user at all.
    let takesNames: Bool
    /// What callers try in front of a foreign number.
    let prefixes: [String]
    /// How many of them a node carries.
    let carried: ClosedRange<Int>
    /// What one of these does to the others: a refusal draws out the next attempt.
    let refusals: [SIPStatus]
}

extension NumberPolicy: PersonaPart {
    init(_ table: inout PersonaTable) throws(PersonaError) {
        unknown = try table.status("unknown")
        takesNames = try table.flag("names")
        prefixes = try table.strings("prefixes")
        for (index, prefix) in prefixes.enumerated() {
            let digits = prefix.utf8.first == UInt8(ascii: "+") ? prefix.utf8.dropFirst() : prefix.utf8[...]
            guard prefix.utf8.count <= 8, !prefix.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw table.bad("prefixes[\(index + 1)]", prefix, "up to eight digits, or a + and digits")
            }
        }
        guard !prefixes.isEmpty else { throw table.bad("prefixes", "", "an array with a prefix in it") }
        carried = try table.range("carried", in: 1...prefixes.count)
        var refusals: [SIPStatus] = []
        for (index, value) in try table.array("refusals", of: "whole numbers").enumerated() {
            refusals.append(SIPStatus(try table.number(value, "refusals[\(index + 1)]", in: 400...699)))
        }
        guard !refusals.isEmpty else { throw table.bad("refusals", "", "an array with a status in it") }
        self.refusals = refusals
    }
}
