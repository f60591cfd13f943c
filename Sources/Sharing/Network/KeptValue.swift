import SIP

/// A value of our own type that another node put here. Its bytes are anybody's; the address is where it came from, shown
/// to receive what is sent to it: the author's, or that of somebody who copied it.
public struct KeptValue: Hashable, Sendable {
    public let key: InfoHash
    public let id: UInt64
    public let from: IPAddress
    /// At most `ValueLimits.bytes`.
    public let data: [UInt8]

    public init(key: InfoHash, id: UInt64, from: IPAddress, data: [UInt8]) {
        self.key = key
        self.id = id
        self.from = from
        self.data = data
    }
}
