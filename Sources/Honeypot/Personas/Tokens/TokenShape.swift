/// What a tag, nonce or identifier of a SIP stack looks like: text with pieces in braces that differ each time.
///
/// | piece | gives |
/// |---|---|
/// | `{hex:8}`, `{HEX:8}` | hexadecimal digits, lower or upper case |
/// | `{octal:1}` | digits from 0 to 7 |
/// | `{digits:10}` | decimal digits, the first not 0 |
/// | `{uuid}` | a version 4 UUID |
/// | `{node:32}`, `{NODE:6}` | hexadecimal digits that stay the same for one node |
/// | `{time}` | seconds since 1970, in decimal |
/// | `{lease:300}` | base64 of the second when it lapses (here 300 later), the second when it was made, and 16 bytes |
/// | `{branch}` | the branch of the request's topmost Via |
struct TokenShape: Hashable, Sendable {
    enum Piece: Hashable, Sendable {
        case literal([UInt8])
        case hex(Int, isUpper: Bool)
        case octal(Int)
        case digits(Int)
        case uuid
        case node(Int, isUpper: Bool)
        case time
        /// Seconds of validity.
        case lease(Int)
        case branch
    }

    let pieces: [Piece]

    /// Digits of one piece, and bytes of a whole shape.
    private static let countLimit = 64
    private static let lengthLimit = 200

    /// nil unless `text` is literal text and the pieces above, of bounded length.
    ///
    /// - Parameter allowsSpaces: not for what becomes a parameter.
    init?(_ text: String, allowsSpaces: Bool = false) {
        var pieces: [Piece] = []
        var rest = text.utf8[...]
        while let first = rest.first {
            if first == UInt8(ascii: "{") {
                guard let end = rest.firstIndex(of: UInt8(ascii: "}")),
                    let piece = Self.piece(String(rest[rest.index(after: rest.startIndex)..<end]) ?? "")
                else { return nil }
                pieces.append(piece)
                rest = rest[rest.index(after: end)...]
            } else {
                let literal = rest.prefix { $0 != UInt8(ascii: "{") }
                // What would end a parameter or a quoted string stays out.
                guard literal.allSatisfy({ Self.isLiteral($0) || allowsSpaces && $0 == 0x20 }) else { return nil }
                pieces.append(.literal(Array(literal)))
                rest = rest[literal.endIndex...]
            }
        }
        self.pieces = pieces
        guard !pieces.isEmpty, fixedLength <= Self.lengthLimit else { return nil }
    }

    private static func isLiteral(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: ","): false
        default: byte > 0x20 && byte < 0x7F
        }
    }

    private static func piece(_ text: String) -> Piece? {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first else { return nil }
        guard parts.count == 2 else {
            switch name {
            case "uuid": return .uuid
            case "time": return .time
            case "branch": return .branch
            default: return nil
            }
        }
        guard let count = Int(parts[1]), count > 0 else { return nil }
        if name == "lease" { return count <= 86_400 ? .lease(count) : nil }
        guard count <= countLimit else { return nil }
        switch name {
        case "hex": return .hex(count, isUpper: false)
        case "HEX": return .hex(count, isUpper: true)
        case "octal": return .octal(count)
        case "digits": return .digits(count)
        case "node": return .node(count, isUpper: false)
        case "NODE": return .node(count, isUpper: true)
        default: return nil
        }
    }
}

extension TokenShape {
    /// Bytes of a token, without the branch that it may hold.
    var fixedLength: Int {
        pieces.reduce(0) { $0 + ($1.length ?? 0) }
    }

    /// Bits that nobody can guess who has not seen the token.
    var unguessableBits: Int {
        pieces.reduce(0) { $0 + $1.bits }
    }

    var holdsBranch: Bool { pieces.contains(.branch) }
}

extension TokenShape.Piece {
    /// In bytes; nil for what the request brings.
    var length: Int? {
        switch self {
        case .literal(let bytes): bytes.count
        case .hex(let count, _), .octal(let count), .digits(let count), .node(let count, _): count
        case .uuid: 36
        case .time: 10
        case .lease: 32
        case .branch: nil
        }
    }

    fileprivate var bits: Int {
        switch self {
        case .literal, .node, .time, .branch: 0
        case .hex(let count, _): 4 * count
        case .octal(let count): 3 * count
        case .digits(let count): 3 * count
        case .uuid: 122
        case .lease: 128
        }
    }
}
