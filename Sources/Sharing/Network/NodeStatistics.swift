/// What a node of the network says of itself.
public struct NodeStatistics: Hashable, Sendable {
    /// Nodes that answered lately, and those that are only known.
    public var goodNodes: UInt32 = 0
    public var dubiousNodes: UInt32 = 0
    /// Look-ups under way or remembered.
    public var searches: UInt32 = 0
    /// What it keeps for all.
    public var storedValues: UInt64 = 0
    public var storedBytes: UInt64 = 0
    /// Values that it found and could not hand over, since nobody took them.
    public var dropped: UInt64 = 0
    /// What went through its sockets, with the heads of IP and UDP.
    public var receivedBytes: UInt64 = 0
    public var sentBytes: UInt64 = 0
    /// Its UDP port.
    public var port: UInt16 = 0

    public init() {}
}
