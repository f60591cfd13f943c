import Testing

@testable import Sharing

struct ShardWidthTests {
    @Test func theWidthFollowsTheRate() throws {
        var width = ShardWidth()
        for _ in 0..<190 { width.note(try author(1).author, width: 0, bytes: 1_000) }
        width.endEpoch()
        #expect(width.width == 2)
        #expect(width.shards == 0...3)
        width.endEpoch()
        #expect(width.width == 1)
    }

    @Test func bytesCountAsWell() throws {
        var width = ShardWidth()
        for _ in 0..<50 { width.note(try author(1).author, width: 0, bytes: 8_000) }
        width.endEpoch()
        #expect(width.width == 2)
    }

    @Test func twoLiarsDoNotWidenTheFeedAndThreeAuthorsDo() throws {
        var width = ShardWidth()
        for number in 1...2 { width.note(try author(UInt8(number)).author, width: 12, bytes: 1) }
        width.endEpoch()
        #expect(width.width == 0)
        for number in 1...3 { width.note(try author(UInt8(number)).author, width: 4, bytes: 1) }
        width.endEpoch()
        #expect(width.width == 4)
    }

    @Test func aWiderFeedHasTheShardsOfANarrowerOne() throws {
        let author = try author(1).author
        for number in 0..<200 as Range<UInt32> {
            let epoch = Epoch(number: number)
            let narrow = ShardWidth.shard(of: author, in: epoch, width: 2)
            let wide = ShardWidth.shard(of: author, in: epoch, width: 5)
            #expect(narrow < 4 && wide < 32 && wide % 4 == narrow)
        }
        #expect(ShardWidth.shard(of: author, in: Epoch(number: 1), width: 255) < 4_096)
    }

    @Test func aFullShardWidensAtOnce() {
        var width = ShardWidth()
        for _ in 0..<20 { width.noteFullShard() }
        #expect(width.width == ShardWidth.maximum)
    }
}
