/// sipp as a caller that a node has to satisfy in every step.
enum SIPp {
    /// How it connects: one UDP socket, or one TCP connection.
    enum Transport: String, CaseIterable {
        case udp = "u1"
        case tcp = "t1"
    }

    /// Starts it. It succeeds when every call goes as it should.
    ///
    /// - Parameters:
    ///   - arguments: the scenario, how often, and for whom.
    ///   - source: the address that it calls from.
    ///   - limit: it gives up a little earlier.
    static func start(
        _ arguments: [String], over transport: Transport = .udp, with node: NodeProcess, from source: String? = nil,
        in directory: TemporaryDirectory, within limit: Duration = .seconds(30)
    ) throws -> ChildProcess {
        let host = node.host.contains(":") ? "[\(node.host)]" : node.host
        let port = transport == .udp ? try FreePort.udp() : try FreePort.tcp()
        return try ChildProcess(
            ["sipp", "\(host):\(node.port)"] + arguments
                + ["-t", transport.rawValue, "-i", source ?? host, "-p", "\(port)", "-nostdin"]
                + ["-timeout", "\(Int(limit / .seconds(1)) - 5)s", "-timeout_error"],
            environment: Environment.of(directory), directory: directory, name: "sipp-\(port)")
    }

    /// Runs it to its end.
    static func run(
        _ arguments: [String], over transport: Transport = .udp, with node: NodeProcess, from source: String? = nil,
        in directory: TemporaryDirectory? = nil, within limit: Duration = .seconds(30)
    ) throws -> Command {
        let directory = try directory ?? TemporaryDirectory()
        while true {
            let child = try start(
                arguments, over: transport, with: node, from: source, in: directory, within: limit)
            let sipp = Command(awaiting: child, within: limit)
            // What was free may have been taken meanwhile.
            if !sipp.errors.contains("Unable to bind main socket") { return sipp }
        }
    }

    /// A scenario of ours.
    static func file(_ name: String) -> String { Environment.project("Tests/EndToEndTests/Scenarios/\(name).xml") }
}
