#if OpenDHT
    import Glibc
    import Testing

    extension EndToEndTests {
        /// Two nodes on one network, which were told of nobody.
        @Suite struct LANDiscoveryTests {
            /// A network of its own with multicast over IPv6, in which a node is run.
            private static let wrapper: [String] = {
                let script = """
                    ip link set lo up
                    ip link add v0 type veth peer name v1
                    ip address add \(NetworkNamespace.host)/24 dev v0
                    ip link set v0 up
                    ip link set v1 up
                    until ip -6 address show dev v0 | grep -q 'fe80.*scope link *$'; do sleep 0.1; done
                    exec "$@"
                    """
                return ["unshare", "-Urn", "sh", "-e", "-c", script, "sh"]
            }()

            private static let isPermitted = (try? Command(wrapper + ["true"]))?.succeeded ?? false

            private static let settings = [
                "-r", "-p", "--legacy", "false", "--sharing-port", "0", "-b", "127.0.0.1:9", "--verbose",
            ]

            @Test(.enabled(if: isPermitted)) func `nodes find each other, if they are to`() throws {
                let first = try NodeProcess(
                    Self.settings + ["--lan-discovery", "true"], host: NetworkNamespace.host,
                    wrapper: Self.wrapper)
                let quiet = try NodeProcess(
                    Self.settings, host: NetworkNamespace.host, wrapper: NetworkNamespace.beside(first))
                let second = try NodeProcess(
                    Self.settings + ["--lan-discovery", "true"], host: NetworkNamespace.host,
                    wrapper: NetworkNamespace.beside(first))
                try Wait.until("they have found each other: \(first.errors)\(second.errors)", within: .seconds(30)) {
                    first.errors.contains("Found on the local network")
                        && second.errors.contains("Found on the local network")
                }
                let sockets = try Command(NetworkNamespace.beside(first) + ["ss", "-Huan"]).output
                #expect(
                    sockets.split(separator: "\n").filter { $0.contains("]:4224 ") || $0.contains("*:4224 ") }.count
                        == 2)
                #expect(!quiet.errors.contains("Found on the local network"))
            }
        }
    }
#endif
