#if OpenDHT
    import Events
    import Logging
    import SIP

    /// Announces a node of the second network on the local one, and tells it of others there.
    final class LANFinder {
        /// Packets read a turn.
        private static let packetLimit = 64
        /// Between two times that a node without others is told of those that were found.
        private static let interval = Duration.seconds(30)

        private let socket: LANSocket
        private let logger: Logger
        /// What the node binds; empty for all of its addresses.
        private let listen: [IPAddress]
        private var discovery: LANDiscovery
        private var interfaces: [LANInterface] = []
        private var nextReminder = ContinuousClock.now

        init(_ network: UInt32, _ listen: [IPAddress], logger: Logger) throws(LANSocket.NotOpened) {
            socket = try LANSocket()
            self.listen = listen
            self.logger = logger
            discovery = LANDiscovery(Identity(), network: network, at: .now)
        }

        func turn(_ node: SupervisedNode) {
            let (now, time) = (ContinuousClock.now, Timestamp.now)
            let port = node.statistics.port
            if port != 0, discovery.isDue(at: now) { announce(port, at: time) }
            var news: [Endpoint] = []
            for _ in 0..<Self.packetLimit {
                guard let packet = socket.receive() else { break }
                let networks = interfaces.first { $0.index == packet.interface }?.networks ?? []
                news += discovery.hear(packet.bytes, at: now, time) { address in
                    networks.contains { $0.contains(address) }
                }
            }
            for endpoint in news { logger.info("Found on the local network: \(endpoint)") }
            let isLonely = !node.isConnected && now >= nextReminder
            guard !news.isEmpty || isLonely else { return }
            nextReminder = now + Self.interval
            let found = discovery.found
            if !found.isEmpty { node.bootstrap(found) }
        }

        private func announce(_ port: UInt16, at time: Timestamp) {
            interfaces = LANInterface.all()
            for interface in interfaces {
                let own = interface.networks.map(\.address).filter(isBound)
                guard !own.isEmpty,
                    let bytes = discovery.announcement(port: port, addresses: own, at: time)
                else { continue }
                socket.send(bytes, to: interface.index)
            }
        }

        private func isBound(_ address: IPAddress) -> Bool {
            listen.isEmpty || listen.contains { $0 == address || ($0.isUnspecified && $0.isV4 == address.isV4) }
        }
    }
#endif
