/// A key of the network: 20 bytes, by SHA-1 of its name as OpenDHT does it.
public struct InfoHash: Hashable, Sendable {
    public static let count = 20
    /// `count` bytes.
    public let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Nil when there are not `count` bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.count else { return nil }
        self.bytes = Array(bytes)
    }
}

extension InfoHash: CustomStringConvertible {
    public var description: String { bytes.hexadecimal }
}
