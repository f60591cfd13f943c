/// Over how many shards an epoch's feed is spread: 2 to the power of a width. A wider feed has the shards of a narrower
/// one and more, so that who reads one too wide misses nothing.
public struct ShardWidth: Hashable, Sendable {
    public static let maximum: UInt8 = 12
    /// Half of what a key may hold: rates change within an epoch.
    private static let valuesOfShard = ValueLimits.valuesOfKey / 2
    private static let bytesOfShard = ValueLimits.bytesOfKey / 2

    /// The authors that were heard in an epoch and what they said.
    private var authors: [AuthorKey: UInt8] = [:]
    private var values = 0
    private var bytes = 0
    private static let maximumAuthors = 65_536

    public private(set) var width: UInt8 = 0

    public init() {}

    public mutating func note(_ author: AuthorKey, width stated: UInt8, bytes count: Int) {
        values += 1
        bytes += count
        guard authors[author] != nil || authors.count < Self.maximumAuthors else { return }
        authors[author] = min(stated, Self.maximum)
    }

    /// A shard had as much as a key may hold: there is more than was heard.
    public mutating func noteFullShard() { width = min(width + 1, Self.maximum) }

    /// Ends an epoch. The width is that of its rate, or what a tenth of its authors, three at least, write with if that
    /// is more; it shrinks by one step an epoch.
    public mutating func endEpoch() {
        var needed: UInt8 = 0
        while needed < Self.maximum,
            values > Self.valuesOfShard << Int(needed) || bytes > Self.bytesOfShard << Int(needed)
        { needed += 1 }
        let stated = authors.values.sorted(by: >)
        let witnesses = max(3, stated.count / 10)
        if stated.count >= witnesses { needed = max(needed, stated[witnesses - 1]) }
        width = needed >= width ? needed : width - 1
        authors.removeAll(keepingCapacity: true)
        values = 0
        bytes = 0
    }

    public var shards: ClosedRange<UInt16> { 0...(1 << UInt16(width) - 1) }

    /// Where an author writes in an epoch: another shard each time, so that two who share one soon part.
    public static func shard(of author: AuthorKey, in epoch: Epoch, width: UInt8) -> UInt16 {
        let digest = ValueDigest(of: Array("sp2|s|".utf8) + author.bytes + epoch.number.bigEndianBytes)
        return UInt16(truncatingIfNeeded: digest.head & (1 << UInt64(min(width, maximum)) - 1))
    }
}
