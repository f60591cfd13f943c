import Events

/// Where values lie in the network: 20 bytes; in the open one SHA-1 of the key's name, as OpenDHT does it.
public struct InfoHash: Hashable, Sendable {
    public static let count = 20
    /// `count` bytes.
    public let bytes: [UInt8]

    init(checked bytes: [UInt8]) { self.bytes = bytes }

    /// Nil when there are not `count` bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.count else { return nil }
        self.bytes = Array(bytes)
    }
}

extension InfoHash: CustomStringConvertible {
    public var description: String { bytes.hexadecimal }
}
