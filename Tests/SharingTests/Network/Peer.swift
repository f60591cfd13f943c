#if OpenDHT
    import Glibc
    import SIP
    import Testing

    @testable import Sharing

    /// A node on a free loopback port, and what it told.
    final class Peer {
        let node: NetworkNode
        private(set) var values: [NetworkValue] = []
        private(set) var done: [UInt64: Bool] = [:]
        private(set) var kept: [KeptValue] = []

        init(network: UInt32 = 77, type: UInt16 = 0, storageLimit: UInt64 = 64 << 20, isV6: Bool = false) throws {
            var configuration = NodeConfiguration()
            configuration.address4 = isV6 ? nil : "127.0.0.1"
            configuration.address6 = isV6 ? "::1" : nil
            configuration.network = network
            configuration.type = type
            configuration.lifetimeSeconds = 3_600
            configuration.storageLimit = storageLimit
            let listener = NetworkNode.Listener()
            node = try NetworkNode(configuration, listener)
            // The node ends what is under way when it goes.
            listener.value = { [weak self] in self?.values.append($0) }
            listener.done = { [weak self] in self?.done[$0] = $1 }
            listener.kept = { [weak self] in self?.kept.append($0) }
        }

        var endpoint: Endpoint {
            Endpoint(address: node.sockets[0] == -1 ? .v6(0, 1) : .v4(0x7F00_0001), port: node.port)
        }

        /// As a sealed value begins.
        static let sealed: [UInt8] = [0x82, 1, 0x43, 1, 2, 3]

        /// Steps all of them until the condition is met; false when it is not within ten seconds.
        static func run(_ peers: [Peer], until isMet: () -> Bool) -> Bool {
            let end = ContinuousClock.now + .seconds(10)
            while ContinuousClock.now < end {
                for peer in peers where peer.node.step() == nil { return false }
                if isMet() { return true }
                var waiting = peers.flatMap(\.node.sockets).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
                poll(&waiting, nfds_t(waiting.count), 10)
            }
            return false
        }

        static func connected(_ count: Int, type: UInt16 = 0, storageLimit: UInt64 = 64 << 20, isV6: Bool = false)
            throws -> [Peer]
        {
            let peers = try (0..<count).map { _ in try Peer(type: type, storageLimit: storageLimit, isV6: isV6) }
            for peer in peers.dropFirst() { peer.node.bootstrap([peers[0].endpoint]) }
            #expect(run(peers) { peers.allSatisfy { ($0.node.statistics()?.goodNodes ?? 0) > 0 } })
            return peers
        }
    }

    extension NodeStatistics {
        var knownNodes: UInt32 { goodNodes + dubiousNodes }
    }
#endif
