/// A header line with gaps that each response fills in.
struct HeaderTemplate: Hashable, Sendable {
    enum Piece: Hashable, Sendable {
        case literal([UInt8])
        case gap(Gap)
        /// The length of the body, with spaces in front up to this width.
        case length(width: Int)
    }

    enum Gap: String, CaseIterable, Sendable {
        /// The Server or User-Agent text of the node.
        case product
        /// The user of the Request-URI.
        case user
        /// The address that the request was sent to, an IPv6 one in brackets.
        case host
        case port
        /// The time in the form of RFC 3261 §20.17.
        case date
        /// Seconds that the registration lasts.
        case expires
    }

    private(set) var pieces: [Piece]

    /// nil for a gap that there is not, or a brace without its other half.
    init?(_ text: String) {
        pieces = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { pieces.append(.literal(Array(rest[..<open].utf8))) }
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            guard let gap = Self.gap(rest[rest.index(after: open)..<close]) else { return nil }
            pieces.append(gap)
            rest = rest[rest.index(after: close)...]
        }
        guard rest.allSatisfy({ $0 != "}" }) else { return nil }
        if !rest.isEmpty { pieces.append(.literal(Array(rest.utf8))) }
    }

    private static func gap(_ text: Substring) -> Piece? {
        if let gap = Gap(rawValue: String(text)) { return .gap(gap) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.first == "length", parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return .length(width: 0) }
        guard let width = Int(parts[1]), (1...9).contains(width) else { return nil }
        return .length(width: width)
    }

    /// The bytes before the first colon.
    var name: [UInt8] {
        guard case .literal(let bytes)? = pieces.first else { return [] }
        return Array(bytes.prefix { $0 != UInt8(ascii: ":") })
    }

    /// The template with one gap filled in for good.
    func filling(_ gap: Gap, with text: [UInt8]) -> HeaderTemplate {
        var copy = self
        copy.pieces = []
        for piece in pieces {
            let piece = piece == .gap(gap) ? .literal(text) : piece
            if case .literal(let new) = piece, case .literal(let old)? = copy.pieces.last {
                copy.pieces[copy.pieces.count - 1] = .literal(old + new)
            } else {
                copy.pieces.append(piece)
            }
        }
        return copy
    }
}
