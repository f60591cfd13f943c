import Events
import SIP
import Testing

@testable import Honeypot

@Suite("Nonces (RFC 7616 §3.3)") struct NonceMintTests {
    static let shapes = [
        "{octal:1}{hex:7}", "{hex:8}", "{time}/{hex:32}", "{lease:300}", "{hex:32}", "{HEX:32}", "{uuid}",
        "x{hex:16}{octal:30}", "{hex:8}-{time}",
    ]
    private static let secret = KeyedHash(key: (1, 2))
    private static let peer = IPAddress.v4(0xC633_6407)
    private static let others: [IPAddress] = [
        .v4(0xC633_6408), .v6(0x2001_0DB8 << 32, 1), .v6(0x2001_0DB8 << 32, 0xC633_6407), .v6(0, 0xC633_6407),
    ]

    private func mint(_ shape: String, lifetime: Int = 32, secret: KeyedHash = Self.secret) throws -> NonceMint {
        NonceMint(shape: try #require(TokenShape(shape)), lifetime: lifetime, secret: secret)
    }

    private func nonce(
        _ mint: NonceMint, for source: IPAddress = Self.peer, call: UInt64 = 1, after time: Duration = .zero
    ) -> String {
        String(decoding: mint.nonce(for: source, call: call, at: .after(time)), as: UTF8.self)
    }

    private func isFresh(_ verdict: NonceMint.Verdict) -> Bool {
        if case .fresh = verdict { true } else { false }
    }

    @Test(arguments: shapes) func oursIsFreshForItsLifetime(shape: String) throws {
        let mint = try mint(shape)
        for source in [Self.peer] + Self.others {
            let nonce = nonce(mint, for: source)
            #expect(nonce.utf8.count == mint.shape.fixedLength)
            for seconds in [0, 1, 31] {
                let verdict = mint.check(nonce, from: source, call: 1, at: .after(.seconds(seconds)))
                #expect(isFresh(verdict), "\(nonce) after \(seconds) s")
            }
        }
    }

    @Test(arguments: shapes) func itIsStaleAfterThat(shape: String) throws {
        let mint = try mint(shape)
        for seconds in [65, 90] {
            #expect(mint.check(nonce(mint), from: Self.peer, call: 1, at: .after(.seconds(seconds))) == .stale)
        }
    }

    @Test(arguments: shapes) func toAnotherAddressItIsForeign(shape: String) throws {
        let mint = try mint(shape)
        for other in Self.others {
            #expect(mint.check(nonce(mint), from: other, call: 1, at: .start) == .foreign)
        }
    }

    @Test(arguments: shapes) func anotherNodesIsForeign(shape: String) throws {
        let other = try mint(shape, secret: .random())
        #expect(nonce(other) != nonce(try mint(shape)))
        #expect(try mint(shape).check(nonce(other), from: Self.peer, call: 1, at: .start) == .foreign)
    }

    @Test(arguments: shapes) func everyChangeMakesItForeign(shape: String) throws {
        let mint = try mint(shape)
        let right = Array(nonce(mint).utf8)
        for index in right.indices {
            for bit in 0..<8 as Range<UInt8> {
                var wrong = right
                wrong[index] ^= 1 << bit
                let verdict = mint.check(String(decoding: wrong, as: UTF8.self), from: Self.peer, call: 1, at: .start)
                #expect(verdict == .foreign)
            }
        }
    }

    @Test(arguments: shapes) func whatIsNoNonceIsForeign(shape: String) throws {
        let mint = try mint(shape)
        let length = mint.shape.fixedLength
        for text in [
            "", "0", String(repeating: "0", count: length), String(repeating: "/", count: length),
            String(repeating: "\u{0}", count: length), String(repeating: "9", count: length),
            String(repeating: "é", count: length / 2), nonce(mint) + "0", String(nonce(mint).dropLast()),
        ] {
            #expect(mint.check(text, from: Self.peer, call: 1, at: .start) == .foreign)
        }
    }

    /// A request sent again is answered as it was when it was first seen.
    @Test(arguments: shapes) func theSameRequestGetsTheSameNonce(shape: String) throws {
        let mint = try mint(shape)
        #expect(nonce(mint) == nonce(mint))
    }

    @Test(arguments: ["{octal:1}{hex:7}", "{hex:32}", "{uuid}"]) func anotherCallGetsAnother(shape: String) throws {
        let mint = try mint(shape)
        #expect(Set((0..<1000).map { nonce(mint, call: $0) }).count == 1000)
    }

    @Test func aShortOneBelongsToItsCall() throws {
        let mint = try mint("{octal:1}{hex:7}")
        #expect(mint.check(nonce(mint), from: Self.peer, call: 2, at: .start) == .foreign)
    }

    /// Clients may keep one for their next call, with a higher nonce count.
    @Test(arguments: ["{hex:32}", "{time}/{hex:32}", "{lease:300}"]) func aLongOneDoesNot(shape: String) throws {
        let mint = try mint(shape)
        #expect(isFresh(mint.check(nonce(mint), from: Self.peer, call: 2, at: .start)))
    }

    /// As PJSIP and Kamailio do.
    @Test(arguments: ["{time}/{hex:32}", "{lease:300}"]) func oneThatShowsItsTimeIsTheSameForASecond(shape: String)
        throws
    {
        let mint = try mint(shape)
        #expect(nonce(mint, call: 1) == nonce(mint, call: 2))
        #expect(nonce(mint) != nonce(mint, after: .seconds(1)))
    }

    @Test func saysWhenItWasMade() throws {
        let second = Timestamp.start.nanoseconds / 1_000_000_000 * 1_000_000_000
        for shape in ["{time}/{hex:32}", "{lease:300}", "{hex:32}"] {
            let mint = try mint(shape)
            let verdict = mint.check(nonce(mint), from: Self.peer, call: 1, at: .after(.seconds(9)))
            #expect(verdict == .fresh(issued: Timestamp(nanoseconds: second)))
        }
    }

    @Test(arguments: ["{time}/{hex:32}", "{lease:300}", "{hex:32}"]) func oneFromTheFutureIsForeign(shape: String)
        throws
    {
        let mint = try mint(shape)
        let later = nonce(mint, after: .seconds(60))
        #expect(mint.check(later, from: Self.peer, call: 1, at: .start) == .foreign)
    }

    @Test func showsNothingOfItsTimeWhereTheShapeDoesNot() throws {
        let mint = try mint("{hex:32}")
        let nonces = (0..<50).map { nonce(mint, call: 1, after: .seconds($0)) }
        #expect(Set(nonces).count == 50)
        // The salt is the call's; all else looks drawn anew each second.
        #expect(Set(nonces.map { $0.dropFirst(16).prefix(4) }).count > 45)
    }
}
