/// A version of the software that the persona may claim to be.
struct Product: Hashable, Sendable {
    /// What Server or User-Agent says. `{hex:6}` and the like are drawn once for each node.
    let text: TokenShape
    /// The session name of its SDP (RFC 8866 §5.3).
    let session: String
}

extension Product: PersonaPart {
    init(_ table: inout PersonaTable) throws(PersonaError) {
        text = try table.shape("text", allowsSpaces: true)
        guard !text.holdsBranch else { throw table.bad("text", try table.string("text"), "a text without a branch") }
        session = try table.string("session")
        guard !session.isEmpty else { throw table.bad("session", session, "a text; \"-\" stands for none") }
    }
}
