#if OpenDHT
    import Glibc
    import SIP

    /// An interface that multicast can go out of, and our addresses there.
    struct LANInterface: Hashable {
        struct Network: Hashable {
            let address: IPAddress
            let mask: IPAddress

            func contains(_ other: IPAddress) -> Bool {
                switch (address, mask, other) {
                case (.v4(let own), .v4(let mask), .v4(let other)): own & mask == other & mask
                case (.v6(let high, let low), .v6(let upper, let lower), .v6(let first, let second)):
                    high & upper == first & upper && low & lower == second & lower
                default: false
                }
            }

            fileprivate var isLinkLocal: Bool {
                if case .v6(let high, _) = address { high >> 54 == 0xFE80 >> 6 } else { false }
            }
        }

        let index: UInt32
        /// Without the link-local ones.
        fileprivate(set) var networks: [Network] = []
        fileprivate var hasLinkLocal = false

        /// Those with a link-local address: the group's scope needs one.
        static func all() -> [LANInterface] {
            var list: UnsafeMutablePointer<ifaddrs>?
            guard getifaddrs(&list) == 0 else { return [] }
            defer { freeifaddrs(list) }
            var found: [UInt32: LANInterface] = [:]
            var next = list
            while let entry = next?.pointee {
                next = entry.ifa_next
                let needed = UInt32(IFF_UP) | UInt32(IFF_MULTICAST)
                guard entry.ifa_flags & needed == needed, let address = entry.ifa_addr.flatMap(IPAddress.init(socket:)),
                    let bits = entry.ifa_netmask.flatMap(IPAddress.init(socket:))
                else { continue }
                let index = if_nametoindex(entry.ifa_name)
                let network = Network(address: address, mask: bits)
                var interface = found[index] ?? LANInterface(index: index)
                if network.isLinkLocal { interface.hasLinkLocal = true } else { interface.networks.append(network) }
                found[index] = interface
            }
            return found.values.filter(\.hasLinkLocal)
        }
    }

    extension IPAddress {
        /// Nil for another family.
        fileprivate init?(socket pointer: UnsafeMutablePointer<sockaddr>) {
            switch Int32(pointer.pointee.sa_family) {
            case AF_INET:
                self = pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    .v4(UInt32(bigEndian: $0.pointee.sin_addr.s_addr))
                }
            case AF_INET6:
                self = pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { IPAddress($0.pointee.sin6_addr) }
            default: return nil
            }
        }
    }
#endif
