import Testing

@testable import Honeypot

@Suite("SipHash-2-4") struct KeyedHashTests {
    private let hash = KeyedHash(key: (0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908))

    /// The vectors that come with the algorithm, for lengths of 0, 8, 16 and 24 bytes: 00 01 02 …
    @Test func agreesWithThePublishedVectors() {
        #expect(hash.finished() == 0x726F_DB47_DD0E_0E31)
        #expect(hash.hash(0x0706_0504_0302_0100) == 0x93F5_F579_9A93_2462)
        #expect(hash.hash(0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908) == 0x3F2A_CC7F_57C2_9BDB)
        #expect(
            hash.hash(0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908, 0x1716_1514_1312_1110) == 0xB8AD_50C6_F649_AF94)
    }

    @Test func textsThatRunTogetherDiffer() {
        func combined(_ texts: [String]) -> UInt64 {
            var state = hash
            for text in texts { state.combine(Array(text.utf8).span) }
            return state.finished()
        }
        let all = [
            ["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], ["12345678", "9"], ["123456789"], [],
        ]
        #expect(Set(all.map(combined)).count == all.count)
    }

    @Test func differsByKey() {
        #expect(KeyedHash.random().hash(1) != KeyedHash.random().hash(1))
    }
}
