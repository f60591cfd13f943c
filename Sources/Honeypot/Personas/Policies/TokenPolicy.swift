/// The shapes of what the node makes up.
struct TokenPolicy: Hashable, Sendable {
    /// The To tag of an answer that leaves no state behind.
    let statelessTag: TokenShape
    /// The To tag of a call (RFC 3261 §12.1.1).
    let dialogTag: TokenShape
    /// The branch of the node's own requests, such as BYE. Begins with `z9hG4bK` (§8.1.1.7).
    let branch: TokenShape
}

extension TokenPolicy: PersonaPart {
    init(_ table: inout PersonaTable) throws(PersonaError) {
        statelessTag = try table.shape("stateless_tag")
        dialogTag = try table.shape("dialog_tag")
        guard !dialogTag.holdsBranch, dialogTag.unguessableBits >= 24 else {
            throw table.bad("dialog_tag", try table.string("dialog_tag"), "a shape with 24 random bits or more")
        }
        branch = try table.shape("branch")
        guard try table.string("branch").hasPrefix("z9hG4bK") else {
            throw table.bad("branch", try table.string("branch"), "a shape that begins with z9hG4bK")
        }
    }
}
