#if OpenDHT
    import Glibc
    import Testing

    extension EndToEndTests {
        /// Which sockets a node has towards others, and what goes out of it.
        @Suite struct SharingAddressTests {
            /// Local addresses of the UDP sockets of a node's children.
            private func bound(_ node: NodeProcess) throws -> [String] { try bound(node.child.pid) }

            private func bound(_ process: pid_t) throws -> [String] {
                let children = try Command("pgrep", "-P", "\(process)", "-f", "dht-node").output.split(separator: "\n")
                let sockets = try Command("ss", "-Huanp").output.split(separator: "\n")
                return sockets.filter { socket in children.contains { socket.contains("pid=\($0),") } }
                    .compactMap { $0.split(separator: " ").dropFirst(3).first.map(String.init) }
            }

            @Test(.enabled(if: Capture.isPermitted && NetworkNamespace.isPermitted))
            func `without -p there is no child, and no packet that nobody asked for`() throws {
                let node = try NodeProcess("-r", host: NetworkNamespace.host, wrapper: NetworkNamespace.wrapper)
                let capture = try Capture(of: node, isIsolated: true)
                #expect(try bound(node) == [])
                #expect(try Command("pgrep", "-P", "\(node.child.pid)").output == "")
                try capture.stop()
                let port = node.port
                #expect(
                    try capture.packets("!(udp.port == \(port)) && !(tcp.port == \(port))", fields: "frame.number")
                        == [])
            }

            @Test(.enabled(if: Capture.isPermitted && NetworkNamespace.isPermitted))
            func `with -p only the addresses that were given are bound and sent from`() throws {
                let node = try NodeProcess(
                    ["-r", "-p", "--dht-listen", NetworkNamespace.host, "-b", "10.0.0.2:9"],
                    host: NetworkNamespace.host, wrapper: NetworkNamespace.wrapper)
                let capture = try Capture(of: node, isIsolated: true)
                let sockets = { try Command(NetworkNamespace.beside(node) + ["ss", "-Huan"]).output }
                try Wait.until("both networks are there") {
                    try sockets().contains(":4222 ") && sockets().contains(":4223 ")
                }
                let lines = try sockets().split(separator: "\n").filter { $0.contains(":422") }
                #expect(lines.allSatisfy { $0.contains("\(NetworkNamespace.host):422") } && lines.count == 2)
                try capture.stop()
                let sources = try capture.packets(
                    "(udp.srcport == 4222 || udp.srcport == 4223) && !icmp", fields: "ip.src")
                #expect(sources.allSatisfy { $0 == NetworkNamespace.host })
            }

            @Test func `an address of each family is bound, and no other`() throws {
                let node = try NodeProcess(
                    "-r", "-p", "--dht-listen", "127.0.0.1,::1", "--dht-port", "0", "--sharing-port", "0", "-b",
                    "127.0.0.1:9")
                try Wait.until("they are bound") { try bound(node).count == 4 }
                let addresses = try bound(node).map { $0[..<($0.lastIndex(of: ":") ?? $0.endIndex)] }
                #expect(addresses.sorted() == ["127.0.0.1", "127.0.0.1", "[::1]", "[::1]"])
            }

            @Test func `a node to begin with says what it does, binds what it is told and ends on SIGTERM`() throws {
                let directory = try TemporaryDirectory()
                let port = try FreePort.udp()
                let first = try ChildProcess(
                    [
                        Environment.binary, "bootstrap", "--network", "peers", "--port", "\(port)", "--listen",
                        "127.0.0.1",
                    ], environment: Environment.of(directory), directory: directory, name: "bootstrap")
                try Wait.until("it says what it does") {
                    first.errors.contains("Keeps       nothing") && first.errors.contains("Sharing on UDP port \(port)")
                }
                #expect(try bound(first.pid) == ["127.0.0.1:\(port)"])
                let files = try Command("ls", directory.path).output
                #expect(!files.contains(".db"))
                first.send(SIGTERM)
                #expect(first.waitForEnd(within: .seconds(5)) == .exited(0))
            }

            @Test(arguments: [
                ["--listen", "localhost"], ["--listen", "127.0.0.1", "--listen", "127.0.0.2"], ["--port", "4000"],
                ["--network", "all"], ["--bootstrap-node", "a:0"],
            ])
            func `a node to begin with refuses what it can't do`(_ arguments: [String]) throws {
                #expect(try !Command([Environment.binary, "bootstrap"] + arguments).succeeded)
            }
        }
    }
#endif
