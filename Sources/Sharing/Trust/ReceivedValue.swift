import SIP

/// A value as the network gave it: nothing about it is known yet.
public struct ReceivedValue: Sendable {
    public let bytes: [UInt8]
    /// The id it was put under.
    public let id: UInt64
    /// The key it was found under.
    public let key: InfoHash
    /// Who put it here, where that is known.
    public let from: IPAddress?

    public init(bytes: [UInt8], id: UInt64, key: InfoHash, from: IPAddress? = nil) {
        self.bytes = bytes
        self.id = id
        self.key = key
        self.from = from
    }
}

extension ReceivedValue {
    /// Whether it says that it is a rotation's statement. In a group that is to be seen only once it is opened.
    func isRotation(for group: GroupSecret?) -> Bool {
        let bytes = group.map { (try? SignedValue.opened(self.bytes, under: key, by: $0)) ?? [] } ?? self.bytes
        return bytes.starts(with: Rotation.head)
    }
}
