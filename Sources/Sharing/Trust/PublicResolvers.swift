import SIP

/// Resolvers of the DNS that many networks could not do without. Their addresses are forged as sources to have them
/// blocked.
public enum PublicResolvers {
    public static func contains(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }

    private static let networks = [
        // Cloudflare, Google, Quad9, OpenDNS, AdGuard, Level 3, Verisign, DNS.WATCH, Yandex, AliDNS, DNSPod, 114DNS.
        "1.1.1.0/24", "1.0.0.0/24", "8.8.8.0/24", "8.8.4.0/24", "9.9.9.0/24", "149.112.112.0/24", "208.67.220.0/24",
        "208.67.222.0/24", "94.140.14.0/23", "4.2.2.0/24", "64.6.64.0/23", "84.200.69.80/32", "84.200.70.40/32",
        "77.88.8.0/24", "223.5.5.5/32", "223.6.6.6/32", "119.29.29.29/32", "114.114.114.114/32", "114.114.115.115/32",
        "2606:4700:4700::/48", "2001:4860:4860::/48", "2620:fe::/48", "2620:119:35::/48", "2620:119:53::/48",
        "2a10:50c0::/32", "2620:74:1b::/48", "2620:74:1c::/48", "2001:1608:10:25::/64", "2a02:6b8::/32",
        "2400:3200::/32",
        // Root servers of the DNS, a to m.
        "198.41.0.4/32", "170.247.170.2/32", "192.33.4.12/32", "199.7.91.13/32", "192.203.230.10/32", "192.5.5.241/32",
        "192.112.36.4/32", "198.97.190.53/32", "192.36.148.17/32", "192.58.128.30/32", "193.0.14.129/32",
        "199.7.83.42/32", "202.12.27.33/32",
    ].compactMap(CIDR.init)
}
