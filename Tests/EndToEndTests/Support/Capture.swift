import Foundation
import Glibc
import Testing

/// What goes over loopback to and from a node, as Wireshark reads it.
final class Capture {
    private let dumpcap: ChildProcess
    private let node: NodeProcess
    private let file: String
    /// Where dumpcap and the marker's sender run.
    private let prefix: [String]

    /// Where markers come from: a source that nothing else of a test has.
    private static let source = "127.40.0.3"

    /// Whether this user may capture on loopback.
    static let isPermitted = (try? Command("dumpcap", "-i", "lo", "-L"))?.succeeded ?? false

    /// - Parameters:
    ///   - caller: an address whose other traffic is wanted too, such as its media.
    ///   - isIsolated: whether the node has a network of its own, of which all is captured.
    init(of node: NodeProcess, and caller: String? = nil, isIsolated: Bool = false) throws {
        self.node = node
        prefix = isIsolated ? NetworkNamespace.beside(node) : []
        file = node.directory.file("capture.pcap")
        let filter = isIsolated ? "" : "port \(node.port)" + (caller.map { " or host \($0)" } ?? "")
        dumpcap = try ChildProcess(
            prefix + ["dumpcap", "-q", "-i", "lo", "-f", filter, "-w", file],
            environment: Environment.of(node.directory), directory: node.directory, name: "dumpcap")
        let errors = { self.dumpcap.errors }
        try Wait.until("packets are captured: \(errors())") { try isMarkerSeen(within: .milliseconds(200)) }
    }

    /// Sends a request of its own and looks for it in the file: whatever came before is there then too.
    private func isMarkerSeen(within limit: Duration) throws -> Bool {
        let marker = Request(.options)
        try send(marker)
        return Wait.isMet(within: limit) {
            let captured = FileManager.default.contents(atPath: file) ?? Data()
            // The request and its answer.
            guard let request = captured.range(of: Data(marker.callID.utf8)) else { return false }
            return captured.range(of: Data(marker.callID.utf8), in: request.upperBound..<captured.endIndex) != nil
        }
    }

    /// Sends it and awaits the answer; then something long, since the file is written a block at a time.
    private func send(_ marker: Request) throws {
        guard prefix.isEmpty else {
            let script = """
                import socket, sys
                sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                sender.settimeout(5)
                sender.connect((sys.argv[1], int(sys.argv[2])))
                sender.send(sys.argv[3].encode())
                sender.recv(65536)
                for _ in range(4): sender.send(bytes(60000))
                """
            _ = try Command(prefix + ["python3", "-c", script, node.host, "\(node.port)", marker.text])
            return
        }
        let client = try UDPClient(to: node, from: Self.source)
        client.send(marker.bytes)
        _ = try client.reply(to: marker)
        for _ in 0..<4 { client.send([UInt8](repeating: 0, count: 60_000)) }
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

    /// What Wireshark finds wrong with the SIP and the media that the node has sent. Ends the capture.
    func complaints() throws -> [String] {
        try stop()
        let isSent = "ip.src == \(node.host) && !(udp.dstport == \(node.port)) && !(tcp.dstport == \(node.port))"
        let sent = try packets("(\(isSent)) && (sip || rtp)", fields: "frame.number")
        try #require(!sent.isEmpty, "nothing was captured")
        return try packets(
            "(\(isSent)) && (_ws.malformed || ((sip || sdp || rtp || rtcp) && _ws.expert.severity >= 0x600000))",
            fields: "frame.number", "_ws.col.Info", "_ws.expert.message")
    }
}
