import Events
import NIOCore
import SIP

/// The tags that the node puts on To: keyed hashes of who asked and for which call, in the persona's shapes. They need
/// no memory, are the same for a request sent again (RFC 3261 §8.2.7), and whoever shows one has received our answer.
struct CallTags: Sendable {
    private let secret: KeyedHash
    private let stateless: TokenRenderer
    private let dialog: TokenRenderer
    /// Whether a stateless tag is a secret: that of PJSIP is the request's own branch.
    private let isStatelessSecret: Bool

    /// - Parameter secret: drawn anew in each process.
    init(_ disguise: Disguise, secret: KeyedHash = .random()) {
        self.secret = secret
        let shapes = disguise.persona.tokens
        stateless = disguise.tokens(shapes.statelessTag)
        dialog = disguise.tokens(shapes.dialogTag)
        isStatelessSecret = !shapes.statelessTag.holdsBranch && shapes.statelessTag.unguessableBits >= 24
    }

    /// A number as good as random that is the same for all requests of one call from one address.
    func seed(of request: SIPMessage, from source: Endpoint) -> UInt64 {
        var hash = secret
        switch source.address {
        case .v4(let bits): hash.combine(UInt64(bits))
        case .v6(let high, let low):
            hash.combine(high)
            hash.combine(low)
        }
        hash.combine(UInt64(source.port))
        let span = request.bytes.readableBytesUInt8Span
        for range in [request.callID, request.from?.tag] {
            let range = range.map { $0.lowerBound..<$0.upperBound } ?? 0..<0
            hash.combine(span.extracting(range))
        }
        return hash.finished()
    }

    /// The tag of an answer that leaves no state behind.
    func stateless(_ seed: UInt64, for request: SIPMessage, at time: Timestamp) -> [UInt8] {
        let branch = stateless.shape.holdsBranch ? request.topVia?.branch.map(request.line) ?? [] : []
        return stateless.text(seed, at: time, branch: branch)
    }

    /// The tag of a call.
    func dialog(_ seed: UInt64, at time: Timestamp) -> [UInt8] {
        dialog.text(~seed, at: time)
    }

    /// Whether the request's To carries a tag that its source was given.
    ///
    /// - Parameter seed: that of the request.
    func isShown(by request: SIPMessage, seed: UInt64, at time: Timestamp) -> Bool {
        guard let shown = request.to?.tag, !shown.isEmpty else { return false }
        let span = request.bytes.readableBytesUInt8Span.extracting(shown.lowerBound..<shown.upperBound)
        if span.isSame(as: dialog(seed, at: time)) { return true }
        return isStatelessSecret && span.isSame(as: stateless(seed, for: request, at: time))
    }
}

extension Span<UInt8> {
    /// In a time that does not tell where the difference is.
    fileprivate func isSame(as other: [UInt8]) -> Bool {
        guard count == other.count else { return false }
        var difference: UInt8 = 0
        for index in other.indices { difference |= self[index] ^ other[index] }
        return difference == 0
    }
}
