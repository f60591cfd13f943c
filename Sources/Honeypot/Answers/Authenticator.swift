import Events
import NIOCore
import SIP
import Synchronization

/// Judges what clients send to prove a password, and asks them for it (RFC 7616 §3.3, §3.4).
final class Authenticator: Sendable {
    enum Judgement: Equatable {
        /// No credentials, or with a nonce that we did not give to this address: to be asked for.
        case missing
        /// Good credentials but for a nonce that has had its time, or was counted already.
        case stale
        case wrong
        case right(Account)

        /// Whether it shows that the source has received a challenge of ours.
        var isProof: Bool { self != .missing }
    }

    private let disguise: Disguise
    private let nonces: NonceMint
    /// The highest count of each nonce that was used with one (RFC 7616 §3.4.5).
    private let counts = Mutex(RecencyTable<UInt32>(capacity: 16_384))
    private let secret = KeyedHash.random()

    init(_ disguise: Disguise) {
        self.disguise = disguise
        nonces = disguise.nonceMint()
    }

    /// - Parameter account: whose password it must be; nil where there is none.
    func judge(_ inquiry: Inquiry, account: Account?) -> Judgement {
        guard let credentials = inquiry.credentials else { return .missing }
        let call = call(of: inquiry.request)
        let verdict = nonces.check(credentials.nonce, from: inquiry.source.address, call: call, at: inquiry.time)
        guard verdict != .foreign else { return .missing }
        guard let account, let password = account.password, credentials.username == account.name,
            credentials.realm == disguise.realm,
            credentials.matches(password: password, method: inquiry.methodName)
        else { return .wrong }
        guard verdict != .stale else { return .stale }
        // A request sent again counts as it did.
        guard isNewCount(credentials, call, inquiry.time) || inquiry.isRepetition else { return .stale }
        return .right(account)
    }

    /// A number that is the same for all tries to prove a password. By Call-ID alone: crude tools answer a challenge
    /// with another tag in From, or from another port.
    private func call(of request: SIPMessage) -> UInt64 {
        var hash = secret
        let range = request.callID.map { $0.lowerBound..<$0.upperBound } ?? 0..<0
        hash.combine(request.bytes.readableBytesUInt8Span.extracting(range))
        return hash.finished()
    }

    /// Whether the count goes up. Clients without qop have none, and old stacks let them.
    private func isNewCount(_ credentials: DigestCredentials, _ call: UInt64, _ time: Timestamp) -> Bool {
        guard credentials.qop != nil, let text = credentials.nonceCount else { return true }
        guard let count = UInt32(text, radix: 16) else { return false }
        var hash = secret
        for text in [credentials.nonce, credentials.cnonce ?? ""] { hash.combine(Array(text.utf8).span) }
        hash.combine(call)
        let key = hash.finished()
        return counts.withLock { counts in
            if let last = counts.value(for: key, at: time), last >= count { return false }
            counts.set(count, for: key, until: time.adding(.seconds(nonces.lifetime)))
            return true
        }
    }

    /// The values of the header lines that ask for the password.
    func challenges(for inquiry: Inquiry, isStale: Bool) -> [[UInt8]] {
        let call = call(of: inquiry.request)
        let nonce = nonces.nonce(for: inquiry.source.address, call: call, at: inquiry.time)
        return disguise.challenges(nonce: nonce, seed: secret.hash(call), isStale: isStale, at: inquiry.time)
    }
}
