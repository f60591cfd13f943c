import Events
import SIP

/// Makes the nonces of digest challenges and knows its own again without keeping them (RFC 7616 §3.3): each is a MAC
/// over the address it was made for and the second it was made in, in the shape that the persona gives its nonces.
///
/// How a nonce tells its time depends on the shape's room:
/// - one with `{time}` or `{lease:…}` shows it, as the stack does that it stands for;
/// - one that begins with 16 hexadecimal digits or more and has 128 bits carries it sealed, beside a salt;
/// - a shorter one has no room. It belongs to one call, as with the stacks that use such nonces, and to a granule of
///   time as long as a nonce lives; the recent granules are tried.
struct NonceMint: Sendable {
    enum Verdict: Equatable, Sendable {
        /// Ours, given to this address, and still good.
        case fresh(issued: Timestamp)
        /// Ours, but too old: `stale=true` lets the client try again without asking its user.
        case stale
        /// Made up, another node's, or given to another address.
        case foreign
    }

    private enum Clock {
        /// Ten decimal digits at this offset.
        case dated(Int)
        /// The second group of four bytes of the base64 at this offset.
        case leased(Int)
        /// Sixteen hexadecimal digits at this offset.
        case sealed(Int)
        case granular
    }

    let shape: TokenShape
    /// Seconds that a nonce is good for.
    let lifetime: Int
    private let clock: Clock
    private let secret: KeyedHash
    private let node: UInt64

    /// Granules after which a short nonce is no longer known as stale.
    private static let granulesKnown = 8
    /// Seconds that a nonce may seem to come from the future, for clocks that are set back.
    private static let tolerance: Int64 = 2

    /// - Parameters:
    ///   - lifetime: in seconds, 1 or more.
    ///   - node: for digits of the shape that stay the same.
    ///   - secret: drawn anew in each process, so that no other node's nonces pass.
    init(shape: TokenShape, lifetime: Int, node: UInt64 = 0, secret: KeyedHash = .random()) {
        self.shape = shape
        self.lifetime = max(1, lifetime)
        self.node = node
        self.secret = secret
        clock = Self.clock(of: shape)
    }

    private static func clock(of shape: TokenShape) -> Clock {
        var offset = 0
        var isFirstRandom = true
        var sealed: Int?
        for piece in shape.pieces {
            switch piece {
            case .time: return .dated(offset)
            case .lease: return .leased(offset)
            case .hex(let count, _):
                if isFirstRandom, count >= 16, shape.unguessableBits >= 128 { sealed = offset }
                isFirstRandom = false
            case .octal, .digits, .uuid: isFirstRandom = false
            case .literal, .node, .branch: break
            }
            offset += piece.length ?? 0
        }
        return sealed.map(Clock.sealed) ?? .granular
    }

    /// The same for the same arguments, so that a request sent again gets the same answer.
    ///
    /// - Parameters:
    ///   - call: a number that tells calls apart, such as a hash of the Call-ID. Only short nonces need the same
    ///     number again when they are checked.
    ///   - time: when the request was first seen.
    func nonce(for source: IPAddress, call: UInt64, at time: Timestamp) -> [UInt8] {
        let second = time.nanoseconds / 1_000_000_000
        return switch clock {
        case .dated, .leased: dated(source, second)
        case .sealed: sealed(source, second, salt: UInt32(truncatingIfNeeded: hash(source, call, .salt)))
        case .granular: granular(source, call, second / Int64(lifetime))
        }
    }

    func check(_ nonce: String, from source: IPAddress, call: UInt64, at time: Timestamp) -> Verdict {
        let shown = Array(nonce.utf8)
        guard shown.count == shape.fixedLength else { return .foreign }
        let now = time.nanoseconds / 1_000_000_000
        let issued: Int64
        switch clock {
        case .dated(let offset):
            guard let second = shown.decimal(at: offset), shown == dated(source, second) else { return .foreign }
            issued = second
        case .leased(let offset):
            guard let second = shown.leaseStart(at: offset), shown == dated(source, second) else { return .foreign }
            issued = second
        case .sealed(let offset):
            guard let first = shown.hexadecimal(at: offset) else { return .foreign }
            let salt = UInt32(truncatingIfNeeded: first >> 32)
            let second = Int64(UInt32(truncatingIfNeeded: first ^ hash(source, UInt64(salt), .seal)))
            guard shown == sealed(source, second, salt: salt) else { return .foreign }
            issued = second
        case .granular:
            return checkGranules(shown, source, call, now)
        }
        guard issued <= now + Self.tolerance else { return .foreign }
        guard now - issued <= Int64(lifetime) else { return .stale }
        return .fresh(issued: Timestamp(nanoseconds: issued * 1_000_000_000))
    }

    private func checkGranules(_ shown: [UInt8], _ source: IPAddress, _ call: UInt64, _ now: Int64) -> Verdict {
        let current = now / Int64(lifetime)
        for age in 0..<Int64(Self.granulesKnown) where shown == granular(source, call, current - age) {
            let start = (current - age) * Int64(lifetime)
            // One made at the end of the last granule is as good as new.
            return age <= 1 ? .fresh(issued: Timestamp(nanoseconds: start * 1_000_000_000)) : .stale
        }
        return .foreign
    }
}

extension NonceMint {
    /// Keeps apart what is hashed for different ends.
    private enum Purpose: UInt64 {
        case first = 1
        case rest, salt, seal, granule
    }

    private func hash(_ source: IPAddress, _ word: UInt64, _ purpose: Purpose) -> UInt64 {
        var state = secret
        state.combine(purpose.rawValue)
        switch source {
        case .v4(let bits): state.combine(UInt64(bits))
        case .v6(let high, let low):
            state.combine(high)
            state.combine(low)
        }
        state.combine(word)
        return state.finished()
    }

    private func dated(_ source: IPAddress, _ second: Int64) -> [UInt8] {
        let word = UInt64(bitPattern: second)
        return text(first: hash(source, word, .first), rest: hash(source, word, .rest), second)
    }

    private func sealed(_ source: IPAddress, _ second: Int64, salt: UInt32) -> [UInt8] {
        let time = UInt32(truncatingIfNeeded: second)
        let seal = UInt32(truncatingIfNeeded: hash(source, UInt64(salt), .seal))
        let first = UInt64(salt) << 32 | UInt64(time ^ seal)
        return text(first: first, rest: hash(source, first, .rest), second)
    }

    private func granular(_ source: IPAddress, _ call: UInt64, _ granule: Int64) -> [UInt8] {
        let word = hash(source, call, .granule) ^ UInt64(bitPattern: granule)
        return text(first: hash(source, word, .first), rest: hash(source, word, .rest), granule)
    }

    private func text(first: UInt64, rest: UInt64, _ second: Int64) -> [UInt8] {
        shape.text(TokenBits(first: first, rest: rest), TokenShape.Surroundings(time: second, node: node))
    }
}

extension [UInt8] {
    /// The ten decimal digits from `offset` on.
    fileprivate func decimal(at offset: Int) -> Int64? {
        guard offset >= 0, offset + 10 <= count else { return nil }
        var value: Int64 = 0
        for byte in self[offset..<offset + 10] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        return value
    }

    /// The sixteen hexadecimal digits from `offset` on, in either case.
    fileprivate func hexadecimal(at offset: Int) -> UInt64? {
        guard offset >= 0, offset + 16 <= count else { return nil }
        var value: UInt64 = 0
        for byte in self[offset..<offset + 16] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt64(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt64(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt64(byte - 0x57)
            default: return nil
            }
        }
        return value
    }

    /// Bytes 4 to 7 of the base64 from `offset` on, which are digits 5 to 10.
    fileprivate func leaseStart(at offset: Int) -> Int64? {
        guard offset >= 0, offset + 12 <= count else { return nil }
        var value: Int64 = 0
        for digit in self[offset + 5..<offset + 11] {
            guard let bits = Base64.value(digit) else { return nil }
            value = value << 6 | Int64(bits)
        }
        // 36 bits from bit 30 on: the first two belong to byte 3, the last two to byte 8.
        return value >> 2 & 0xFFFF_FFFF
    }
}
