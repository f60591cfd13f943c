import SIP

/// How a node takes part in a network.
public struct NodeConfiguration: Hashable, Sendable {
    /// Numeric addresses to bind; nil: not this family.
    public var address4: String? = "0.0.0.0"
    public var address6: String? = "::"
    /// 0 lets the system choose.
    public var port: UInt16 = 0
    /// 0 is the public network.
    public var network: UInt32 = 0
    /// Requests a second that are answered, in all and for one source.
    public var requestLimit: UInt32 = 1_024
    public var sourceRequestLimit: UInt32 = 128
    /// Bytes and keys kept for others; no bytes: nothing at all.
    public var storageLimit: UInt64 = 64 << 20
    public var storageKeyLimit: UInt32 = 65_536
    public var searchLimit: UInt32 = 16_384
    /// Larger values are not kept for others.
    public var valueLimit: UInt32 = 16_384
    /// 0: any type is kept for others, ten minutes long. Otherwise this one alone, so many seconds, if it begins as the
    /// format says; and of one source an eighth of the bytes.
    public var type: UInt16 = 0
    public var lifetimeSeconds: UInt32 = 0
    /// What the child may have of memory and descriptors. The library's store is within the first.
    public var memoryLimit: UInt64 = 512 << 20
    public var descriptorLimit: UInt32 = 64

    public init() {}

    /// Takes addresses of these alone; all of both families when there are none.
    mutating func bind(_ addresses: [IPAddress]) {
        guard !addresses.isEmpty else { return }
        address4 = addresses.first(where: \.isV4)?.description
        address6 = addresses.first { !$0.isV4 }?.description
    }
}
