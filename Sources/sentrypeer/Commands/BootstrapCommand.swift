#if OpenDHT
    import ArgumentParser
    import Delivery
    import Logging
    import SIP
    import ServiceLifecycle
    import Sharing

    /// A node for others to begin with.
    struct BootstrapCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "bootstrap",
            abstract: "Be a node that others begin with, and nothing else.",
            discussion: """
                It tells nodes of each other. It keeps nothing for them, shares nothing, opens no honeypot and no \
                database. Others name it with --bootstrap-node. It ends on SIGTERM.
                """
        )

        @Option(help: ArgumentHelp("UDP port (4222 of the public network, 4223 of peers)", valueName: "N"))
        var port: UInt16?
        @Option(help: ArgumentHelp("address to bind, one a family (all of both)", valueName: "ADDR"))
        var listen: [String] = []
        @Option(help: ArgumentHelp("public (original nodes), peers, or each of them (both)", valueName: "NAME"))
        var network: [RoutingNetwork] = []
        @Option(help: ArgumentHelp("another node to begin with", valueName: "HOST[:PORT]"))
        var bootstrapNode: [String] = []

        func validate() throws {
            guard addresses.count == listen.count, Set(addresses.map(\.isV4)).count == listen.count else {
                throw ValidationError("--listen takes one numeric address a family.")
            }
            guard first.count == bootstrapNode.count else {
                throw ValidationError("--bootstrap-node takes a host with or without a port.")
            }
            guard port == nil || networks.count == 1 else {
                throw ValidationError("--port is for one network: --network says which.")
            }
        }

        private var networks: [RoutingNetwork] {
            RoutingNetwork.allCases.filter { network.isEmpty || network.contains($0) }
        }

        private var addresses: [IPAddress] { listen.compactMap { IPAddress($0) } }

        private var first: [NodeAddress] { bootstrapNode.compactMap { try? NodeAddress($0) } }

        func run() async throws {
            LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
            let logger = Logger(label: "bootstrap")
            StandardError.put(screen)
            let services = networks.map { network in
                RoutingService(
                    network, port: port ?? network.port, addresses: addresses,
                    first: first.map { .init(host: $0.host, port: port(of: $0, in: network)) }, logger: logger)
            }
            try await ServiceGroup(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger
            ).run()
        }

        /// The original's usual port stands for each network's own.
        private func port(of node: NodeAddress, in network: RoutingNetwork) -> UInt16 {
            node.port == NodeAddress.usualPort ? network.port : UInt16(node.port)
        }

        private var screen: String {
            let places = addresses.isEmpty ? "all addresses" : addresses.map(\.description).joined(separator: " and ")
            let lines = networks.map { "\($0.sentence) on \(name(port ?? $0.port)), \(places)" }
            return """
                SentryPeer \(Version.current): a node for others to begin with
                Tells       nodes of each other: \(lines.joined(separator: "; "))
                Keeps       nothing: no honeypot, no database, no values of others
                Shares      nothing

                """
        }

        private func name(_ port: UInt16) -> String { port == 0 ? "a free UDP port" : "UDP port \(port)" }
    }

    extension RoutingNetwork: ExpressibleByArgument {
        fileprivate var sentence: String {
            switch self {
            case .public: "original ones"
            case .peers: "those of this program"
            }
        }
    }
#endif
