import Crypto

/// SHA-256 of a value's bytes as they were signed and put, before any sealing.
public struct ValueDigest: Hashable, Sendable {
    public static let count = 32
    /// `count` bytes.
    public let bytes: [UInt8]

    public init(of value: some Collection<UInt8>) {
        bytes = Array(SHA256.hash(data: Array(value)))
    }

    init(checked bytes: some Collection<UInt8>) { self.bytes = Array(bytes) }

    /// The first 64 bits.
    var head: UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
