/// What others agree with an author on keys by: its public X25519 key (RFC 7748).
public struct AgreementKey: Hashable, Sendable {
    public static let count = 32

    /// `count` bytes.
    public let bytes: [UInt8]

    /// Nil when there are not `count` bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.count else { return nil }
        self.bytes = Array(bytes)
    }

    init(checked bytes: [UInt8]) { self.bytes = bytes }
}
