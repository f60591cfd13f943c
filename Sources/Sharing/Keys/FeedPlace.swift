/// One shard of one epoch's feed.
public struct FeedPlace: Hashable, Sendable {
    public let epoch: Epoch
    /// Less than 2¹².
    public let shard: UInt16

    public init(epoch: Epoch, shard: UInt16) {
        self.epoch = epoch
        self.shard = shard
    }

    public var key: KeyName { .feed(self) }
}
