#if OpenDHT
    import Foundation
    import Glibc
    import Testing

    extension EndToEndTests {
        /// Nodes in the second network, each in a process of its own with a child. Attackers' addresses are forged: what
        /// is not on the Internet is not shared.
        @Suite(.enabled(if: Condition.isRoot)) struct PeerSharingTests {
            /// Nodes that all begin with the first. None answers: answers would go to the forged addresses.
            private func nodes(
                _ count: Int, _ arguments: String..., each: (Int) -> [String] = { _ in [] }
            ) throws -> [NodeProcess] {
                let first = try FreePort.udp()
                return try (0..<count).map { number in
                    let port = number == 0 ? first : try FreePort.udp()
                    return try NodeProcess(
                        ["-p", "--legacy", "false", "--sharing-port", "\(port)", "-b", "127.0.0.1:\(first)"]
                            + arguments + each(number))
                }
            }

            private func attack(_ node: NodeProcess, from address: String, _ number: String = "0046500729221") throws {
                var invite = Request(.invite)
                invite.uri = "sip:\(number)@127.0.0.1"
                try ForgedDatagram(from: address, to: node.port, invite.bytes).send()
            }

            /// As the start screen shows it.
            private func author(_ node: NodeProcess) throws -> String {
                let key = try #require(node.errors.firstMatch(of: /Signed by   ed25519:([0-9a-f]{64})/))
                return String(key.output.1)
            }

            private func reported(
                _ address: String, by author: String, at node: NodeProcess, and condition: String = "1"
            ) throws -> Bool {
                try node.database.count(
                    "reported",
                    where: "kind = 0 AND value = '\(address)' AND lower(hex(author)) = '\(author)' AND legacy = 0 "
                        + "AND \(condition)") == 1
            }

            /// Waits until a node's event has come to the others: then all of them are in the network.
            private func meet(_ nodes: [NodeProcess], from address: String) throws {
                let author = try author(nodes[0])
                for node in nodes.dropFirst() {
                    try Wait.until("\(address) is reported", within: .seconds(60)) {
                        try reported(address, by: author, at: node)
                    }
                }
            }

            @Test func `what one node sees is in the others' databases as its report`() throws {
                let nodes = try nodes(3)
                try attack(nodes[1], from: "185.53.88.31")
                let author = try author(nodes[1])
                for node in [nodes[0], nodes[2]] {
                    try Wait.until("it is reported", within: .seconds(30)) {
                        try reported("185.53.88.31", by: author, at: node)
                    }
                    try Wait.until("so is the number") {
                        try node.database.count("reported", where: "kind = 1 AND value = '+46500729221'") == 1
                    }
                    #expect(try node.database.count("event") == 0, "it is no event of its own")
                    try Wait.until("its author is known", within: .seconds(30)) {
                        try node.database.count("author", where: "lower(hex(key)) = '\(author)'") == 1
                    }
                }
                #expect(try nodes[1].database.count("reported") == 0, "its own comes back and is none")
                for node in nodes { #expect(node.stop() == .exited(0)) }
            }

            @Test func `what was missed is there after a restart, and own values are back`() throws {
                let first = try FreePort.udp()
                let common = ["-p", "--legacy", "false", "-b", "127.0.0.1:\(first)"]
                let one = try NodeProcess(common + ["--sharing-port", "\(first)"])
                let two = try NodeProcess(common + ["--sharing-port", "0"])
                try attack(one, from: "185.53.88.31")
                try meet([one, two], from: "185.53.88.31")
                let (directory, author) = (two.directory, try author(two))
                #expect(two.stop() == .exited(0))
                try attack(one, from: "185.53.88.32")
                try Wait.until("it is a batch", within: .seconds(20)) {
                    try one.database.count("own_value", where: "instr(data, 'sp2|f|') > 0") >= 2
                }
                let again = try NodeProcess(common + ["--sharing-port", "0"], in: directory)
                #expect(try self.author(again) == author)
                try Wait.until("what came meanwhile is there", within: .seconds(60)) {
                    try reported("185.53.88.32", by: try self.author(one), at: again)
                }
            }

            @Test func `what was never heard is got by asking`() throws {
                let (first, second) = (try FreePort.udp(), try FreePort.udp())
                let common = ["--legacy", "false", "-b", "127.0.0.1:\(first)"]
                let one = try NodeProcess(["-p", "--sharing-port", "\(first)"] + common)
                let directory = try TemporaryDirectory()
                let settings = directory.file("deaf.toml")
                try """
                peer_to_peer = true
                legacy = false
                sharing_port = \(second)
                sharing_feeds = false
                bootstrap_node = ["127.0.0.1:\(first)"]
                """.write(toFile: settings, atomically: true, encoding: .utf8)
                let two = try NodeProcess(["-g", settings], in: directory)
                let ask = { (subject: String) in
                    try Command(
                        Environment.binary, "lookup", subject, "--network", "--json", "-g", settings, "-f",
                        two.databaseFile)
                }
                try attack(one, from: "185.53.88.31")
                for subject in ["185.53.88.31", "+46500729221"] {
                    let answer = try Wait.forValue("\(subject) is found", within: .seconds(120)) {
                        let answer = try ask(subject)
                        return answer.output.contains("\"network\":{\"answer\":\"reported\"") ? answer : nil
                    }
                    #expect(answer.end == .exited(1), "it is no event of its own")
                    let authors = "\"authors\":[\"ed25519:\(try author(one))\"]"
                    #expect(answer.output.contains("\"actionable\":false,\(authors)"), "\(answer.transcript)")
                }
                #expect(try two.database.count("reported") == 0, "it heard nothing")
                // With so few nodes silence means nothing.
                let other = try ask("185.53.88.32")
                #expect(other.output.contains("\"answer\":\"unknown\""), "\(other.transcript)")
            }

            @Test func `a group is heard by its members alone`() throws {
                let directory = try TemporaryDirectory()
                let file = directory.file("group")
                try Data("0123456789abcdef0123456789abcdef\n".utf8).write(to: URL(fileURLWithPath: file))
                chmod(file, 0o600)
                let nodes = try nodes(3) { $0 < 2 ? ["--sharing-group-file", file] : [] }
                #expect(nodes[0].errors.contains("with the group alone"))
                try attack(nodes[2], from: "185.53.1.1")
                try attack(nodes[0], from: "185.53.2.2")
                try meet([nodes[0], nodes[1]], from: "185.53.2.2")
                let author = try author(nodes[0])
                #expect(try reported("185.53.2.2", by: author, at: nodes[1], and: "origin = 1"))
                #expect(try nodes[1].database.count("reported", where: "value = '185.53.1.1'") == 0)
                #expect(try nodes[2].database.count("reported") == 0)
            }

            @Test func `in a group that asks for it, who gives nothing reads nothing`() throws {
                let directory = try TemporaryDirectory()
                let file = directory.file("group")
                try Data("0123456789abcdef0123456789abcdef\n".utf8).write(to: URL(fileURLWithPath: file))
                chmod(file, 0o600)
                let nodes = try nodes(3, "--sharing-group-file", file, "--sharing-group-reciprocity", "true")
                #expect(nodes[0].errors.contains("Read by     those of the group who give something, too"))
                // One of them gives something, so that another has a key for it.
                try attack(nodes[1], from: "185.53.2.2")
                try Wait.until("it is given a key", within: .seconds(60)) {
                    try nodes[0].database.count("own_value", where: "instr(data, 'sp2|k|') > 0") == 1
                }
                try attack(nodes[0], from: "185.53.1.1")
                let author = try author(nodes[0])
                try Wait.until("it is reported", within: .seconds(60)) {
                    try reported("185.53.1.1", by: author, at: nodes[1], and: "origin = 1")
                }
                try Wait.until("the third has heard of it", within: .seconds(60)) {
                    try nodes[2].database.count("author", where: "lower(hex(key)) = '\(author)'") == 1
                }
                #expect(try nodes[2].database.count("reported") == 0, "it only listens")
                // So is who asks the network.
                let port = try #require(nodes[0].errors.firstMatch(of: /on UDP port ([0-9]+) with/)).output.1
                let settings = directory.file("node.toml")
                try """
                peer_to_peer = true
                sharing_port = 0
                sharing_group_file = "\(file)"
                bootstrap_node = ["127.0.0.1:\(port)"]
                """.write(toFile: settings, atomically: true, encoding: .utf8)
                for (node, answer) in [(nodes[1], "reported"), (nodes[2], "unknown")] {
                    let asked = try Command(
                        Environment.binary, "lookup", "185.53.1.1", "--network", "--json", "-g", settings, "-f",
                        node.databaseFile)
                    #expect(asked.output.contains("\"network\":{\"answer\":\"\(answer)\""), "\(asked.transcript)")
                    #expect(asked.output.contains("is sealed") == (node.databaseFile == nodes[2].databaseFile))
                }
                for node in nodes { #expect(node.stop() == .exited(0)) }
            }

            @Test func `sixty attackers at once are with all nodes`() throws {
                let nodes = try nodes(6)
                try attack(nodes[0], from: "185.53.88.31")
                try meet(nodes, from: "185.53.88.31")
                let author = try author(nodes[0])
                let attackers = (0..<60).map { "91.20.\($0).7" }
                for address in attackers { try attack(nodes[0], from: address) }
                for node in nodes.dropFirst() {
                    try Wait.until("all attackers are reported", within: .seconds(180)) {
                        try node.database.count(
                            "reported", where: "kind = 0 AND value LIKE '91.20.%' AND lower(hex(author)) = '\(author)'")
                            == attackers.count
                    }
                }
            }

            @Test func `a day's budget outlives a restart and ends what is worth least`() throws {
                let arguments = ["-p", "--sharing-port", "0", "--dht-port", "0", "-b", "127.0.0.1:9"]
                let node = try NodeProcess(arguments)
                #expect(node.stop() == .exited(0))
                let day = Int(Date().timeIntervalSince1970) / 86_400
                try node.database.execute(
                    """
                    INSERT OR REPLACE INTO setting (name, value) VALUES
                        ('sharing_traffic_day', \(day)), ('sharing_traffic_received', 900000), ('sharing_traffic_sent', 0)
                    """)
                let again = try NodeProcess(arguments + ["--sharing-budget", "1M"], in: node.directory)
                try Wait.until("the log says so") {
                    again.errors.contains("no exchange with original nodes, serving of other nodes until midnight UTC")
                }
                try Wait.until("one child is there, and no other comes") {
                    let children = try Command("pgrep", "-P", "\(again.child.pid)", "-f", "dht-node").output
                    return children.split(separator: "\n").count == 1
                }
                #expect(again.stop() == .exited(0))
                let kept = try again.database.value("SELECT value FROM setting WHERE name = 'sharing_traffic_received'")
                #expect(kept.flatMap { Int($0) }.map { $0 >= 900_000 } == true)
                try node.database.execute("UPDATE setting SET value = 1048576 WHERE name = 'sharing_traffic_received'")
                let last = try NodeProcess(arguments + ["-r", "--sharing-budget", "1M"], in: node.directory)
                try Wait.until("the log says so") { last.errors.contains("feeds, look-ups until midnight UTC") }
                try last.expectAnswer()
                #expect(try Command("pgrep", "-P", "\(last.child.pid)", "-f", "dht-node").output.isEmpty)
                #expect(last.stop() == .exited(0))
            }

            @Test func `the key is kept, shown, and no business of others`() throws {
                let node = try #require(try nodes(1).first)
                let file = node.databaseFile + "-sharing.key"
                var status = stat()
                #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
                let shown = try Command(Environment.binary, "key", "show", "-f", node.databaseFile)
                #expect(shown.output == "ed25519:\(try author(node))\n")
                #expect(node.stop() == .exited(0))
                let rotated = try Command(Environment.binary, "key", "rotate", "-f", node.databaseFile)
                #expect(rotated.succeeded && rotated.output != shown.output)
                let again = try NodeProcess(
                    ["-p", "--legacy", "false", "--sharing-port", "0"], in: node.directory)
                #expect("ed25519:\(try author(again))\n" == rotated.output)
                #expect(again.stop() == .exited(0))
                chmod(file, 0o644)
                let refused = try Command(
                    Environment.binary, "-p", "--sip-listen", "127.0.0.1:0", "-z", "127.0.0.1:0", "-f",
                    node.databaseFile)
                #expect(!refused.succeeded && refused.transcript.contains("can be read by others"))
            }
        }
    }
#endif
