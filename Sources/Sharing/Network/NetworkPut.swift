/// A value to put into the network once. It lives as long as its type says; nobody announces it again.
public struct NetworkPut: Hashable, Sendable {
    public let request: UInt64
    public let key: InfoHash
    /// Not 0. The same value put again has the same id.
    public let id: UInt64
    /// 0, whose values live ten minutes, or the type of `NodeConfiguration`.
    public let type: UInt16
    /// A content type such as `text/plain`, at most 64 bytes.
    public let userType: String
    /// At most `NetworkLimits.value` bytes.
    public let data: [UInt8]
    /// How much of its life it has behind it.
    public var age: Duration

    public init(
        request: UInt64, key: InfoHash, id: UInt64, type: UInt16 = 0, userType: String, data: [UInt8],
        age: Duration = .zero
    ) {
        self.request = request
        self.key = key
        self.id = id
        self.type = type
        self.userType = userType
        self.data = data
        self.age = age
    }
}
