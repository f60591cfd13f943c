#if OpenDHT
    import Dispatch
    import Glibc
    import SIP
    import Synchronization

    /// Finds the addresses of the nodes to begin with, on a thread of its own: a name server may take its time.
    final class BootstrapLookup: Sendable {
        private static let addressLimit = 16

        private struct State {
            var isUnderWay = false
            var found: [Endpoint]?
        }

        private let nodes: [SharingConfiguration.Bootstrap]
        private let state = Mutex(State())

        init(_ nodes: [SharingConfiguration.Bootstrap]) {
            self.nodes = nodes
        }

        /// Does nothing while one is under way.
        func begin() {
            let isFirst = state.withLock { state in
                defer { state.isUnderWay = true }
                return !state.isUnderWay
            }
            guard isFirst else { return }
            DispatchQueue.global().async { [self] in
                let found = nodes.flatMap(Self.addresses)
                state.withLock { $0 = State(found: found) }
            }
        }

        /// What was found, once.
        func take() -> [Endpoint]? {
            state.withLock { state in
                defer { state.found = nil }
                return state.found
            }
        }

        private static func addresses(of node: SharingConfiguration.Bootstrap) -> [Endpoint] {
            if let address = IPAddress(node.host) { return [Endpoint(address: address, port: node.port)] }
            var hints = addrinfo()
            hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
            var list: UnsafeMutablePointer<addrinfo>?
            guard getaddrinfo(node.host, nil, &hints, &list) == 0 else { return [] }
            defer { freeaddrinfo(list) }
            var found: [Endpoint] = []
            var next = list
            while let entry = next?.pointee, found.count < addressLimit {
                if let pointer = entry.ai_addr, let address = IPAddress(pointer) {
                    found.append(Endpoint(address: address, port: node.port))
                }
                next = entry.ai_next
            }
            return found
        }
    }
#endif
