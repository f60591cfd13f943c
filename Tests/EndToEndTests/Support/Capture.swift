import Foundation
import Glibc
import Testing

/// What goes over loopback to and from a node, as Wireshark reads it.
final class Capture {
    private let dumpcap: ChildProcess
    private let node: NodeProcess
    private let file: String

    /// Whether this user may capture on loopback.
    static let isPermitted = (try? Command("dumpcap", "-i", "lo", "-L"))?.succeeded ?? false

    init(of node: NodeProcess) throws {
        self.node = node
        file = node.directory.file("capture.pcap")
        dumpcap = try ChildProcess(
            ["dumpcap", "-q", "-i", "lo", "-f", "port \(node.port)", "-w", file],
            environment: Environment.of(node.directory), directory: node.directory, name: "dumpcap")
        let errors = { self.dumpcap.errors }
        try Wait.until("packets are captured: \(errors())") { try isMarkerSeen(within: .milliseconds(200)) }
    }

    /// Sends a request of its own and looks for it in the file: whatever came before is there then too.
    private func isMarkerSeen(within limit: Duration) throws -> Bool {
        let marker = Request(.options)
        let client = try UDPClient(to: node)
        client.send(marker.bytes)
        _ = try client.reply(to: marker)
        // Behind it something long, since the file is written a block at a time.
        for _ in 0..<4 { client.send([UInt8](repeating: 0, count: 60_000)) }
        return Wait.isMet(within: limit) {
            let captured = FileManager.default.contents(atPath: file) ?? Data()
            // The request and its answer.
            guard let request = captured.range(of: Data(marker.callID.utf8)) else { return false }
            return captured.range(of: Data(marker.callID.utf8), in: request.upperBound..<captured.endIndex) != nil
        }
    }

    /// Ends the capture once it has all that was sent.
    func stop() throws {
        try Wait.until("all packets are captured") { try isMarkerSeen(within: .seconds(1)) }
        dumpcap.send(SIGTERM)
        try #require(dumpcap.waitForEnd(within: .seconds(5)) == .exited(0), "\(dumpcap.errors)")
    }

    /// Lines of tab-separated fields of the packets that pass a display filter.
    func packets(_ filter: String, fields: String...) throws -> [String] {
        let port = node.port
        let tshark = try Command(
            ["tshark", "-n", "-r", file, "-d", "udp.port==\(port),sip", "-d", "tcp.port==\(port),sip", "-Y", filter]
                + ["-T", "fields"] + fields.flatMap { ["-e", $0] })
        try #require(tshark.succeeded, "\(tshark.transcript)")
        return tshark.output.split(separator: "\n").map(String.init)
    }
}
