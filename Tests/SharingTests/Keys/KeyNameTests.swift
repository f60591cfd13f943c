import SIP
import Telephony
import Testing

@testable import Sharing

struct KeyNameTests {
    @Test func namesComeBack() throws {
        let names: [KeyName] = [
            .feed(FeedPlace(epoch: Epoch(number: 2_992_176), shard: 4_095)), .lookup(try address("185.53.88.31")),
            .lookup(try address("2a00:1450:4001:801::2004")), .number(try #require(E164(46_500_729_221))),
            .bucket(try address("185.53.88.31")), .bucket(try #require(E164(46_500_729_221))),
            .head(try author(1).author), .keyring(try author(1).author),
        ]
        for name in names { #expect(KeyName(name.text) == name, "\(name.text)") }
        #expect(Set(names.map(\.infoHash)).count == names.count)
    }

    @Test(arguments: [
        "", "sp2|f|01|2", "sp2|f|1|4096", "sp2|f|1|2|3", "sp3|f|1|2", "sp2|f|1", "sp2|ip|185.53.88.031",
        "sp2|ip|2a00::1",
        "sp2|ip|::ffff:1.2.3.4", "sp2|n|46500729221", "sp2|n|+0", "sp2|ib|4096", "sp2|ib|+1", "sp2|h|AB", "sp2|k|AB",
        "sp2|k|", "sp2|n|+46 5",
    ])
    func anotherTextIsNoName(text: String) {
        #expect(KeyName(text) == nil)
    }

    /// What OpenDHT 2.4.12's InfoHash::get gives.
    @Test func aKeyIsHashedAsOpenDHTDoes() {
        let name = KeyName.feed(FeedPlace(epoch: Epoch(number: 2_945_000), shard: 3))
        #expect(name.text == "sp2|f|2945000|3")
        #expect(name.infoHash.description == "1eb18911146efbe45cfd37802bbfe257f8befc4b")
    }

    @Test func addressesOfOneV6NetworkShareAKey() throws {
        #expect(
            KeyName.lookup(try address("2a00:1450:4001:801::1")) == KeyName.lookup(try address("2a00:1450:4001:801::2"))
        )
        #expect(KeyName.lookup(try address("185.53.88.31")) != KeyName.lookup(try address("185.53.88.32")))
    }

    @Test func bucketsAreSharedByManyAddresses() {
        let buckets = Set((0..<40_000).map { KeyName.bucket(.v4(0x5000_0000 + $0 * 7_919)) })
        #expect(buckets.count > 4_000 && buckets.count <= 4_096)
    }
}
