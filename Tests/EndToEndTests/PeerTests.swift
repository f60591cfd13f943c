import Events
import Foundation
import SIP
import Store
import Testing

extension EndToEndTests {
    /// What other nodes reported, as people and programs see it while the node runs.
    @Suite struct PeerTests {
        private func run(_ arguments: String..., on node: NodeProcess) throws -> Command {
            try Command([Environment.binary] + arguments + ["-f", node.databaseFile])
        }

        private func ask(_ path: String, of node: NodeProcess, _ arguments: String...) throws -> Command {
            try Command(["curl", "--silent", "--show-error"] + arguments + [try node.apiURL() + path])
        }

        /// Three authors known for a month, each in a network of its own, say that 203.0.113.9 called them.
        private func report(to node: NodeProcess) throws -> [String] {
            let table = try PeerTable(path: node.databaseFile)
            let now = Timestamp.now
            let authors = (1...3).map { [UInt8](repeating: UInt8($0), count: 32) }
            try table.note(
                authors.map { key in
                    var author = StoredAuthor(
                        key: key, firstSeen: now.adding(.seconds(-30 * 86_400)), lastSeen: now)
                    author.network = .v4(0xC633_0000 + UInt32(key[0]) << 8)
                    return author
                }, at: now)
            try table.add(
                authors.map { key in
                    var report = PeerReport(
                        .address(.v4(0xCB00_7109)), by: key, first: now, last: now, heard: now)
                    report.isProven = true
                    return report
                })
            return authors.map { PeerKey.text($0) }
        }

        @Test func `what peers reported is shown, counted when one wants, and blocked by the user`() throws {
            let node = try NodeProcess("-a", "--api-listen", "127.0.0.1:0")
            let authors = try report(to: node)
            let peers = try run("peers", on: node)
            #expect(peers.succeeded && peers.output.split(separator: "\n").count == 4, "\(peers.transcript)")
            let found = try run("lookup", "203.0.113.9", on: node)
            #expect(found.end == .exited(1))
            #expect(found.output.contains("together    enough to act on"), "\(found.transcript)")

            #expect(try ask("lookup/203.0.113.9", of: node).output == "OK")
            #expect(try ask("lookup/203.0.113.9?peers=actionable", of: node).output == "BAD")
            let script = try ask("ip-addresses/ipset?peers=actionable", of: node).output
            #expect(script.contains("add sentrypeer4-new 203.0.113.9 "))
            #expect(try ask("peers?pretty=false", of: node).output.hasPrefix("{\"peers_total\":3,"))

            #expect(try run("peers", "block", "0202", on: node).succeeded)
            #expect(try ask("lookup/203.0.113.9?peers=actionable", of: node).output == "OK")
            let decision = try ask("peers/\(authors[1])/decision", of: node, "--data", #"{"decision":"trusted"}"#)
            #expect(decision.output.contains("trusted"), "\(decision.transcript)")
            #expect(try ask("lookup/203.0.113.9?peers=actionable", of: node).output == "BAD")
            let foreign = try ask(
                "/peers/\(authors[1])/decision", of: node, "--data", #"{"decision":"blocked"}"#, "--header",
                "Origin: http://evil.example")
            #expect(foreign.output.contains("does not allow"))
            #expect(try run("peers", "show", authors[1], on: node).output.contains("believed alone"))
        }

        @Test func `only a node that shares asks the network`() throws {
            let node = try NodeProcess()
            let alone = try run("lookup", "203.0.113.9", "--network", on: node)
            #expect(alone.end == .exited(2))
            #expect(alone.transcript.contains("only a node that shares may ask the network"))
        }

        #if OpenDHT
            @Test func `a node that shares asks the network, and takes silence for nothing`() throws {
                let port = try FreePort.udp()
                let directory = try TemporaryDirectory()
                let settings = directory.file("node.toml")
                try """
                peer_to_peer = true
                legacy = false
                sharing_port = \(port)
                bootstrap_node = ["127.0.0.1:\(port)"]
                """.write(toFile: settings, atomically: true, encoding: .utf8)
                let node = try NodeProcess("-g", settings)
                let asked = try run("lookup", "203.0.113.9", "--network", "-g", settings, on: node)
                #expect(asked.end == .exited(1))
                #expect(asked.output.contains("  network     unknown: "), "\(asked.transcript)")
                let json = try run("lookup", "203.0.113.9", "--network", "--json", "-g", settings, on: node)
                #expect(json.output.contains("\"network\":{\"answer\":\"unknown\",\"reason\":"), "\(json.transcript)")
                let name = try run("lookup", "alice", "--network", "-g", settings, on: node)
                #expect(name.end == .exited(2))
                #expect(node.stop() == .exited(0))
            }
        #endif
    }
}
