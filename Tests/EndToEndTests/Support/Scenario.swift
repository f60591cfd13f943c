import Foundation

/// A conversation that sipp has with a node, from a file in `Scenarios`.
enum Scenario: String, CaseIterable {
    case options, register, invite

    /// How sipp connects: one UDP socket, or one TCP connection.
    enum Transport: String, CaseIterable {
        case udp = "u1"
        case tcp = "t1"
    }

    /// Runs it so many times; succeeds when every one went as it should.
    func run(_ calls: Int, over transport: Transport, with node: NodeProcess) throws -> Command {
        let host = node.host.contains(":") ? "[\(node.host)]" : node.host
        while true {
            let sipp = try Command(
                "sipp", "\(host):\(node.port)", "-sf", file, "-m", "\(calls)", "-r", "50", "-s", "00442071234567",
                "-t", transport.rawValue, "-i", host, "-p", "\(try FreePort.udp())", "-timeout", "20s",
                "-timeout_error", "-nostdin")
            // Free for UDP need not be free for TCP.
            if !sipp.errors.contains("Unable to bind main socket") { return sipp }
        }
    }

    private var file: String { Environment.project("Tests/EndToEndTests/Scenarios/\(rawValue).xml") }
}
