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
        let isV6 = node.host.contains(":")
        return try Command(
            "sipp", isV6 ? "[\(node.host)]:\(node.port)" : "\(node.host):\(node.port)", "-sf", file,
            "-m", "\(calls)", "-r", "50", "-s", "00442071234567", "-t", transport.rawValue,
            "-i", isV6 ? "[\(node.host)]" : node.host, "-p", "\(try FreePort.udp())",
            "-timeout", "20s", "-timeout_error", "-nostdin")
    }

    private var file: String { Environment.project("Tests/EndToEndTests/Scenarios/\(rawValue).xml") }
}
