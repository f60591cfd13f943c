/// Where values lie in the network: twenty bytes, OpenDHT's `InfoHash`.
public struct NetworkKey: Hashable, Sendable {
    public static let size = 20

    public let bytes: [UInt8]

    /// nil unless there are twenty bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.size else { return nil }
        self.bytes = Array(bytes)
    }
}
