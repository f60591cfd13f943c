import SIP

/// How the persona asks for a password (RFC 7616 §3.3, RFC 8760 §2).
struct DigestPolicy: Hashable, Sendable {
    enum Algorithm: String, CaseIterable, Sendable {
        case md5 = "MD5"
        case sha256 = "SHA-256"
    }

    /// One header line of a challenge.
    struct Challenge: Hashable, Sendable {
        fileprivate enum Piece: Hashable, Sendable {
            case literal([UInt8])
            case realm, nonce, opaque, stale
        }

        let algorithm: Algorithm
        fileprivate let pieces: [Piece]
        /// Whether it has a qop parameter.
        let offersQOP: Bool
    }

    /// In the order in which they are sent: the strongest algorithm first.
    let challenges: [Challenge]
    /// What `{stale}` stands for when a nonce was too old; otherwise it is empty.
    let stale: String
    let nonce: TokenShape
    /// Seconds that a nonce is good for.
    let nonceLifetime: Int
    let opaque: TokenShape?
    /// What a wrong password gets; 401 and 407 ask once more.
    let wrongPassword: SIPStatus

    /// The values of the header lines, without their name.
    func challengeTexts(realm: String, nonce: [UInt8], opaque: [UInt8], isStale: Bool) -> [[UInt8]] {
        challenges.map { challenge in
            var text: [UInt8] = []
            text.reserveCapacity(160)
            for piece in challenge.pieces {
                switch piece {
                case .literal(let bytes): text += bytes
                case .realm: text += Array(realm.utf8)
                case .nonce: text += nonce
                case .opaque: text += opaque
                case .stale: if isStale { text += Array(stale.utf8) }
                }
            }
            return text
        }
    }
}

extension DigestPolicy: PersonaPart {
    init(_ table: inout PersonaTable) throws(PersonaError) {
        challenges = try table.parts("challenges")
        stale = try table.string("stale")
        nonce = try table.shape("nonce")
        guard !nonce.holdsBranch, nonce.unguessableBits >= 24 else {
            throw table.bad("nonce", try table.string("nonce"), "a shape with 24 random bits or more")
        }
        nonceLifetime = try table.number("nonce_lifetime", in: 1...86_400)
        opaque = table.has("opaque") ? try table.shape("opaque") : nil
        wrongPassword = try table.status("wrong_password")
    }
}

extension DigestPolicy.Challenge: PersonaPart {
    init(_ table: inout PersonaTable) throws(PersonaError) {
        algorithm = try table.choice("algorithm")
        let text = try table.string("text")
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            let close = rest[open...].firstIndex(of: "}") ?? rest.index(before: rest.endIndex)
            pieces.append(.literal(Array(rest[..<open].utf8)))
            switch rest[rest.index(after: open)..<close] {
            case "realm": pieces.append(.realm)
            case "nonce": pieces.append(.nonce)
            case "opaque": pieces.append(.opaque)
            case "stale": pieces.append(.stale)
            default: throw table.bad("text", text, "a challenge with {realm}, {nonce}, {opaque} and {stale} only")
            }
            rest = rest[rest.index(after: close)...]
        }
        pieces.append(.literal(Array(rest.utf8)))
        guard pieces.contains(.realm), pieces.contains(.nonce), text.hasPrefix("Digest ") else {
            throw table.bad("text", text, "a challenge that begins with Digest and has {realm} and {nonce}")
        }
        self.pieces = pieces
        offersQOP = pieces.contains { piece in
            guard case .literal(let bytes) = piece else { return false }
            return String(decoding: bytes, as: UTF8.self).split(separator: "qop=", omittingEmptySubsequences: false)
                .count > 1
        }
    }
}
