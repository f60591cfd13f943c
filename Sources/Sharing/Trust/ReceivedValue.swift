/// A value as the network gave it: nothing about it is known yet.
public struct ReceivedValue: Sendable {
    public let bytes: [UInt8]
    /// The id it was put under.
    public let id: UInt64
    /// The key it was found under.
    public let key: InfoHash

    public init(bytes: [UInt8], id: UInt64, key: InfoHash) {
        self.bytes = bytes
        self.id = id
        self.key = key
    }
}
