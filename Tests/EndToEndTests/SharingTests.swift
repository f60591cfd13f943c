#if OpenDHT
    import Glibc
    import Testing

    extension EndToEndTests {
        /// Nodes that share what they see, each in a process of its own with a child that is in the network.
        @Suite struct SharingTests {
            /// Nodes that all begin with the first.
            private func nodes(_ count: Int) throws -> [NodeProcess] {
                let first = try FreePort.udp()
                return try (0..<count).map { number in
                    let port = number == 0 ? first : try FreePort.udp()
                    return try NodeProcess(
                        "-r", "-p", "--dht-port", "\(port)", "--sharing-port", "0", "-b", "127.0.0.1:\(first)")
                }
            }

            private func invite(_ node: NodeProcess, _ number: String) throws {
                var invite = Request(.invite)
                invite.uri = "sip:\(number)@127.0.0.1"
                try UDPClient(to: node).send(invite.bytes)
            }

            /// Waits until a node has heard from another of a number.
            private func waitForReport(of number: String, from author: NodeProcess, at node: NodeProcess) throws {
                let id = try #require(author.nodeID).filter { $0 != "-" }
                try Wait.until("\(number) is reported", within: .seconds(30)) {
                    try node.database.count(
                        "reported",
                        where: "kind = 1 AND value = '\(number)' AND lower(hex(author)) = '\(id)' AND legacy = 1")
                        == 1
                }
            }

            /// The processes in the two networks, as far as they are there.
            private func children(of node: NodeProcess) -> Set<pid_t> {
                let pid = node.child.pid
                let children = (try? Command("pgrep", "-P", "\(pid)", "-f", "dht-node"))?.output ?? ""
                return Set(children.split(separator: "\n").compactMap { pid_t($0) })
            }

            private func allChildren(of node: NodeProcess) throws -> Set<pid_t> {
                try Wait.forValue("a child a network is there") {
                    let children = children(of: node)
                    return children.count == 2 ? children : nil
                }
            }

            @Test func `what one node sees the others know within seconds`() throws {
                let nodes = try nodes(3)
                try invite(nodes[1], "00441632960961")
                for node in [nodes[0], nodes[2]] {
                    try waitForReport(of: "00441632960961", from: nodes[1], at: node)
                    #expect(try node.database.count("event") == 0, "it is no event of its own")
                    #expect(try node.database.count("address") == 0)
                    #expect(try node.database.count("number") == 0)
                }
                #expect(try nodes[1].database.count("reported") == 0, "its own comes back and is none")
                for node in nodes { #expect(node.stop() == .exited(0)) }
            }

            @Test func `kill -9 of the child heals within seconds and loses nothing`() throws {
                let nodes = try nodes(3)
                try invite(nodes[1], "00441632960961")
                try waitForReport(of: "00441632960961", from: nodes[1], at: nodes[2])
                for node in nodes.dropFirst() {
                    let killed = try allChildren(of: node)
                    for process in killed { kill(process, SIGKILL) }
                    try Wait.until("others are there", within: .seconds(5)) {
                        children(of: node).subtracting(killed).count == 2
                    }
                    try node.expectAnswer()
                }
                try invite(nodes[1], "00441632960962")
                try waitForReport(of: "00441632960962", from: nodes[1], at: nodes[2])
                try invite(nodes[2], "00441632960963")
                try waitForReport(of: "00441632960963", from: nodes[2], at: nodes[1])
            }

            @Test func `the child ends with its node whatever its end`() throws {
                let node = try #require(try nodes(1).first)
                let processes = try allChildren(of: node)
                node.kill()
                try Wait.until("they have ended") { try processes.allSatisfy { try links(of: $0).isEmpty } }
            }

            @Test func `the child has its pipes and sockets only, and can gain nothing`() throws {
                let node = try #require(try nodes(1).first)
                for process in try allChildren(of: node) {
                    // Between fork and exec it still has those of its parent.
                    try Wait.until("it has sockets, pipes and nothing else") {
                        let links = try links(of: process)
                        return links.contains { $0.hasPrefix("socket:") }
                            && links.allSatisfy { link in
                                ["socket:", "pipe:", "/dev/null", node.directory.path].contains(where: link.hasPrefix)
                            }
                    }
                    #expect(try links(of: process).filter { $0.hasPrefix("socket:") }.count <= 2)
                    let status = try Command("cat", "/proc/\(process)/status").output
                    #expect(status.contains("NoNewPrivs:\t1"))
                }
            }

            private func links(of process: pid_t) throws -> [String] {
                try Command("sh", "-c", "readlink /proc/\(process)/fd/*").output.split(separator: "\n").map(String.init)
            }
        }
    }
#endif
