import Events
import NIOCore
import SIP

/// Recognises a request that is sent again: same source, branch, Call-ID and CSeq within 32 s, which is
/// as long as a client repeats it (RFC 3261 §17.1.1.2 timer B, §17.1.2.2 timer F). The Request-URI has to
/// be the same too, and what is to prove a password: crude tools dial number after number, and try word after word,
/// with one branch. The table is bounded; in a
/// flood the oldest requests are forgotten early, and their repetition is an event of its own.
struct RetransmissionTable {
    static let lifetime = Duration.seconds(32)
    private static let capacity = 32_768

    private var events = RecencyTable<EventID>(capacity: capacity)

    /// The earlier event when `message` repeats it. When not, it is remembered as `id`.
    mutating func original(of message: SIPMessage, from source: Endpoint, as id: EventID, at now: Timestamp) -> EventID?
    {
        guard case .request(_, let method, let uri) = message.startLine, let branch = message.topVia?.branch,
            let callID = message.callID, let cseq = message.cseq
        else { return nil }
        var hasher = Hasher()
        hasher.combine(source)
        hasher.combine(cseq.number)
        message.bytes.withUnsafeReadableBytes { bytes in
            func combine(_ range: ByteRange) {
                hasher.combine(range.count)
                hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[range.lowerBound..<range.upperBound]))
            }
            combine(method)
            combine(uri)
            combine(branch)
            combine(callID)
            for field in message.headers where field.name == .authorization || field.name == .proxyAuthorization {
                combine(field.valueRange)
            }
        }
        let key = UInt64(bitPattern: Int64(hasher.finalize()))
        if let original = events.value(for: key, at: now) { return original }
        events.set(id, for: key, until: now.adding(Self.lifetime))
        return nil
    }
}
