/// A value that a get or a listen found. Whoever put it is unknown, and wrote every byte.
public struct NetworkValue: Hashable, Sendable {
    /// The get or the listen that found it.
    public let request: UInt64
    /// Drawn by whoever put it; tells values of one key apart.
    public let id: UInt64
    public let type: UInt16
    /// The network let go of it, as it does with every value.
    public let isExpired: Bool
    /// At most `NetworkLimits.value` bytes.
    public let data: [UInt8]

    public init(request: UInt64, id: UInt64, type: UInt16, isExpired: Bool, data: [UInt8]) {
        self.request = request
        self.id = id
        self.type = type
        self.isExpired = isExpired
        self.data = data
    }
}
