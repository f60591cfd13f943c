/// What a `get` brought, before anybody looked at the values.
public struct KeyReading: Hashable, Sendable {
    public var values: Int
    public var bytes: Int
    /// Nodes that answer, when it was asked. A node that just started knows too few to be told much.
    public var goodNodes: Int
    /// Whether it came to its end: nodes that had nothing said so.
    public var isDone: Bool

    public init(values: Int, bytes: Int, goodNodes: Int, isDone: Bool) {
        self.values = values
        self.bytes = bytes
        self.goodNodes = goodNodes
        self.isDone = isDone
    }

    /// Whether the key may hold more than was got: past its limits lists are cut off without a word.
    public var isOverfull: Bool { values >= ValueLimits.valuesOfKey || bytes >= ValueLimits.bytesOfKey }
}
