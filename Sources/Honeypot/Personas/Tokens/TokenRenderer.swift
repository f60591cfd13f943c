import Events

/// Gives a token of the persona's shape for a number: the same for the same number, so that nobody has to keep it.
struct TokenRenderer: Sendable {
    let shape: TokenShape
    /// For digits that stay the same for the node.
    let node: UInt64

    /// - Parameters:
    ///   - hash: as good as random, such as a keyed hash of who asked and for what.
    ///   - time: for shapes that show it.
    ///   - branch: that of the request's topmost Via, for shapes that repeat it.
    func text(_ hash: UInt64, at time: Timestamp, branch: [UInt8] = []) -> [UInt8] {
        shape.text(
            TokenBits(hash),
            TokenShape.Surroundings(time: time.nanoseconds / 1_000_000_000, node: node, branch: branch))
    }
}
