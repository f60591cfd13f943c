import NIOCore
import SIP

/// The tag that the node puts on To: a keyed hash of who asked and for which call. It needs no memory,
/// is the same for a request sent again (RFC 3261 §8.2.7), and whoever shows it has received our answer.
/// `Hasher` is SipHash under a key that is drawn anew in each process.
struct ToTag {
    private let secret: (UInt64, UInt64)

    init() {
        secret = (.random(in: .min ... .max), .random(in: .min ... .max))
    }

    /// Sixteen hexadecimal digits.
    func tag(for request: SIPMessage, from source: Endpoint) -> [UInt8] {
        var hasher = Hasher()
        hasher.combine(secret.0)
        hasher.combine(secret.1)
        hasher.combine(source)
        request.bytes.withUnsafeReadableBytes { bytes in
            for range in [request.callID, request.from?.tag] {
                hasher.combine(range?.count ?? -1)
                if let range {
                    hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[range.lowerBound..<range.upperBound]))
                }
            }
        }
        let hash = UInt64(bitPattern: Int64(hasher.finalize()))
        return (0..<16).map { position in
            let digit = UInt8(hash >> UInt64(60 - 4 * position) & 0xF)
            return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
        }
    }

    /// Whether the request's To carries the tag that this source was given.
    func isShown(by request: SIPMessage, from source: Endpoint) -> Bool {
        guard let shown = request.to?.tag, shown.count == 16 else { return false }
        let span = request.bytes.readableBytesUInt8Span
        let expected = tag(for: request, from: source)
        var difference: UInt8 = 0
        for offset in expected.indices { difference |= span[shown.lowerBound + offset] ^ expected[offset] }
        return difference == 0
    }
}
