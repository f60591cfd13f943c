extension TokenShape {
    /// What a token takes from outside besides its bits.
    struct Surroundings {
        /// Seconds since 1970.
        var time: Int64 = 0
        /// A number of the node's own, for the digits that stay the same.
        var node: UInt64 = 0
        /// The branch of the request's topmost Via.
        var branch: [UInt8] = []
    }

    func text(_ bits: TokenBits, _ surroundings: Surroundings = Surroundings()) -> [UInt8] {
        var bits = bits
        var text: [UInt8] = []
        text.reserveCapacity(fixedLength + surroundings.branch.count)
        for piece in pieces { piece.append(to: &text, &bits, surroundings) }
        return text
    }
}

extension TokenShape.Piece {
    fileprivate func append(to text: inout [UInt8], _ bits: inout TokenBits, _ surroundings: TokenShape.Surroundings) {
        switch self {
        case .literal(let bytes): text += bytes
        case .hex(let count, let isUpper):
            for _ in 0..<count { text.append(hexDigit: bits.next(4), isUpper: isUpper) }
        case .octal(let count):
            for _ in 0..<count { text.append(UInt8(ascii: "0") + UInt8(bits.next(3))) }
        case .digits(let count):
            // 32 bits a digit leave no bias that could be seen.
            text.append(UInt8(ascii: "1") + UInt8(bits.next(32) % 9))
            for _ in 1..<count { text.append(UInt8(ascii: "0") + UInt8(bits.next(32) % 10)) }
        case .uuid:
            for position in 0..<32 {
                if position == 8 || position == 12 || position == 16 || position == 20 {
                    text.append(UInt8(ascii: "-"))
                }
                switch position {
                case 12: text.append(UInt8(ascii: "4"))
                case 16: text.append(hexDigit: 8 | bits.next(2), isUpper: false)
                default: text.append(hexDigit: bits.next(4), isUpper: false)
                }
            }
        case .node(let count, let isUpper):
            var own = TokenBits(surroundings.node)
            for _ in 0..<count { text.append(hexDigit: own.next(4), isUpper: isUpper) }
        case .time:
            let digits = Array("\(max(0, surroundings.time))".utf8)
            text += [UInt8](repeating: UInt8(ascii: "0"), count: max(0, 10 - digits.count)) + digits
        case .lease(let validity):
            var bytes: [UInt8] = []
            for second in [surroundings.time &+ Int64(validity), surroundings.time] {
                for shift in stride(from: Int64(24), through: 0, by: -8) {
                    bytes.append(UInt8(truncatingIfNeeded: second >> shift))
                }
            }
            for _ in 0..<16 { bytes.append(UInt8(bits.next(8))) }
            text.append(base64: bytes)
        case .branch: text += surroundings.branch
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(hexDigit digit: Int, isUpper: Bool) {
        let digit = UInt8(digit & 0xF)
        append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: isUpper ? "A" : "a") + digit - 10)
    }

    /// Whole groups of three bytes only.
    fileprivate mutating func append(base64 bytes: [UInt8]) {
        for start in stride(from: 0, to: bytes.count - 2, by: 3) {
            let group = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
            for shift in [18, 12, 6, 0] { append(Base64.digit(group >> shift & 0x3F)) }
        }
    }
}
