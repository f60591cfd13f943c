/// A block of addresses, such as `192.0.2.0/24` or `2001:db8::/32`.
public struct CIDR: Hashable, Sendable {
    public let network: IPAddress
    /// 0…32 or 0…128.
    public let length: Int

    /// Reads an address, or an address and a prefix length; nil for anything else. Bits behind the
    /// prefix are cleared.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = IPAddress(String(parts[0])) else { return nil }
        let longest = address.isV4 ? 32 : 128
        if parts.count == 2 {
            // `Int` would take a sign.
            guard parts[1].utf8.first?.isDigit == true, let length = Int(parts[1]), (0...longest).contains(length)
            else { return nil }
            self.length = length
        } else {
            length = longest
        }
        network = address.prefix(length)
    }

    public func contains(_ address: IPAddress) -> Bool {
        address.isV4 == network.isV4 && address.prefix(length) == network
    }
}

extension CIDR: CustomStringConvertible {
    public var description: String { "\(network)/\(length)" }
}
