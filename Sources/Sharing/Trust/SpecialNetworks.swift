import SIP

/// Networks that are nobody's on the Internet: IANA's registries of special-purpose addresses (RFC 6890, RFC 8190), and
/// multicast (RFC 5771, RFC 4291 §2.7).
public enum SpecialNetworks {
    public static func contains(_ address: IPAddress) -> Bool {
        // Of IPv6 only 2000::/3 is given out.
        if case .v6(let high, _) = address, high >> 61 != 1 { return true }
        return networks.contains { $0.contains(address) }
    }

    private static let networks = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
    ].compactMap(CIDR.init)
}
