#if OpenDHT
    import Glibc

    /// A UDP socket in the group FF02::172, which never leaves the link.
    final class LANSocket {
        struct NotOpened: Error {
            let reason: String
        }

        static let port: UInt16 = 4_224
        // FF02::172, in network order.
        private static let group: [UInt8] = [0xFF, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x72]

        private let descriptor: Int32
        private var joined: Set<UInt32> = []

        init() throws(NotOpened) {
            descriptor = socket(
                AF_INET6, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
            guard descriptor != -1 else { throw NotOpened(reason: String(cString: strerror(errno))) }
            // Several nodes of a machine all hear the group.
            for option in [(SOL_SOCKET, SO_REUSEADDR), (Int32(IPPROTO_IPV6), IPV6_V6ONLY)] { set(option, 1) }
            set((Int32(IPPROTO_IPV6), IPV6_MULTICAST_HOPS), 1)
            guard Self.withAddress([UInt8](repeating: 0, count: 16), 0, { bind(descriptor, $0, $1) }) == 0 else {
                let reason = String(cString: strerror(errno))
                close(descriptor)
                throw NotOpened(reason: reason)
            }
        }

        deinit {
            close(descriptor)
        }

        @discardableResult
        private func set(_ option: (level: Int32, name: Int32), _ value: Int32) -> Bool {
            var value = value
            return setsockopt(descriptor, option.level, option.name, &value, socklen_t(MemoryLayout<Int32>.size)) == 0
        }

        /// Sends to the group of an interface, and hears it from then on.
        func send(_ bytes: [UInt8], to interface: UInt32) {
            if joined.insert(interface).inserted {
                var request = ipv6_mreq()
                withUnsafeMutableBytes(of: &request.ipv6mr_multiaddr) { $0.copyBytes(from: Self.group) }
                request.ipv6mr_interface = interface
                let size = socklen_t(MemoryLayout<ipv6_mreq>.size)
                setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_ADD_MEMBERSHIP, &request, size)
            }
            Self.withAddress(Self.group, interface) { _ = sendto(descriptor, bytes, bytes.count, 0, $0, $1) }
        }

        /// One packet and the interface that it came by; nil when there is none. A packet whose source is not of the link
        /// comes empty.
        func receive() -> (bytes: [UInt8], interface: UInt32)? {
            var source = sockaddr_in6()
            var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
            var bytes = [UInt8](repeating: 0, count: LANAnnouncement.bytes + 1)
            let count = withUnsafeMutablePointer(to: &source) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    recvfrom(descriptor, &bytes, bytes.count, 0, $0, &length)
                }
            }
            guard count >= 0 else { return nil }
            // The kernel tells the scope of link-local sources alone.
            return source.sin6_scope_id == 0 ? ([], 0) : (Array(bytes.prefix(count)), source.sin6_scope_id)
        }

        @discardableResult
        private static func withAddress<Result>(
            _ bytes: [UInt8], _ interface: UInt32, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
        ) -> Result {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            address.sin6_scope_id = interface
            withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: bytes) }
            return withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    body($0, socklen_t(MemoryLayout<sockaddr_in6>.size))
                }
            }
        }
    }
#endif
