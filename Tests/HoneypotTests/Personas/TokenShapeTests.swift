import Events
import Testing

@testable import Honeypot

@Suite struct TokenShapeTests {
    private func text(
        _ shape: String, _ hash: UInt64 = 0x0123_4567_89AB_CDEF, time: Int64 = 1_645_528_755, node: UInt64 = 7,
        branch: String = "z9hG4bKx"
    ) throws -> String {
        let shape = try #require(TokenShape(shape))
        let renderer = TokenRenderer(shape: shape, node: node)
        let bytes = renderer.text(
            hash, at: Timestamp(nanoseconds: time * 1_000_000_000 + 5), branch: Array(branch.utf8))
        if !shape.holdsBranch { #expect(bytes.count == shape.fixedLength) }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("as{hex:8}", "as01234567"), ("{HEX:8}-{HEX:4}", "01234567-89AB"), ("{octal:1}{hex:7}", "0091a2b3"),
        ("{branch}", "z9hG4bKx"), ("{time}/{hex:4}", "1645528755/0123"), ("plain", "plain"),
        ("{hex:16}i0", "0123456789abcdefi0"),
    ])
    func rendersItsPieces(shape: String, expected: String) throws {
        #expect(try text(shape) == expected)
    }

    /// Attackers write the branch.
    @Test(arguments: ["", "a b", "a;b", "a\"b", "a\r\nb", "é", String(repeating: "a", count: 129)])
    func aBranchThatIsNoTokenIsNotRepeated(branch: String) throws {
        #expect(try text("{branch}", branch: branch) == "0123456789abcdef")
    }

    @Test func aUUIDHasItsVersionAndVariant() throws {
        for hash in [0, 1, .max, 0xDEAD_BEEF as UInt64] {
            let uuid = try text("{uuid}", hash)
            #expect(UUIDBytes(uuid) != nil)
            #expect(Array(uuid)[14] == "4" && "89ab".contains(Array(uuid)[19]))
        }
    }

    @Test func digitsDoNotBeginWithZero() throws {
        for hash in 0..<100 as Range<UInt64> {
            let digits = try text("{digits:6}", hash &* 0x9E37_79B9_7F4A_7C15)
            #expect(digits.utf8.count == 6 && digits.first != "0" && digits.allSatisfy(\.isNumber))
        }
    }

    @Test func whatIsTheNodesStaysTheSame() throws {
        #expect(try text("{node:32}", 1) == text("{node:32}", 2))
        #expect(try text("{node:32}", 1, node: 1) != text("{node:32}", 1, node: 2))
        let long = try text("{node:8}.{hex:4}", 1)
        #expect(try long.prefix(8) == text("{node:32}").prefix(8))
    }

    /// Kamailio's nonces: when it lapses, when it was made, a hash.
    @Test func aLeaseIsBase64OfItsTimes() throws {
        let lease = try text("{lease:300}", time: 0x5678_9ABC)
        #expect(lease.utf8.count == 32)
        // 56 78 9B E8 | 56 78 9A BC
        #expect(lease.hasPrefix("Vnib6FZ4mr"))
    }

    @Test func longTokensNeedNoMoreThanAHash() throws {
        let first = try text("{hex:64}", 1)
        let second = try text("{hex:64}", 2)
        #expect(first != second && Set(first.dropFirst(16)).count > 8)
        #expect(first.dropFirst(16) != second.dropFirst(16))
    }

    @Test(arguments: [
        "", "{hex}", "{hex:0}", "{hex:65}", "{hex:-1}", "{hex:a}", "{hex:8", "hex:8}", "{}", "{foo:1}", "{uuid:1}",
        "{Hex:8}",
        "a b", "a\"b", "a;b", "a,b", "a\\b", "a\nb", "é", "{lease:0}", "{lease:86401}", "{hex:9999999999999999999999}",
        "{hex:64}{hex:64}{hex:64}{hex:64}",
    ])
    func othersAreRefused(text: String) {
        #expect(TokenShape(text) == nil)
    }

    @Test func spacesAreForProducts() {
        #expect(TokenShape("kamailio (5.7.4 (x86_64/linux))", allowsSpaces: true) != nil)
        #expect(TokenShape("kamailio (5.7.4 (x86_64/linux))") == nil)
    }

    @Test func saysHowMuchOfItIsRandom() throws {
        #expect(TokenShape("as{octal:1}{hex:7}")?.unguessableBits == 31)
        #expect(TokenShape("{branch}")?.unguessableBits == 0)
        #expect(TokenShape("{node:32}.{hex:8}")?.unguessableBits == 32)
        #expect(TokenShape("{time}/{hex:32}")?.unguessableBits == 128)
    }
}
