/// A conversation that sipp has with a node, from a file in `Scenarios`.
enum Scenario: String, CaseIterable {
    case options, register, invite

    typealias Transport = SIPp.Transport

    /// Runs it so many times; succeeds when every one went as it should.
    func run(_ calls: Int, over transport: Transport, with node: NodeProcess) throws -> Command {
        try SIPp.run(
            ["-sf", SIPp.file(rawValue), "-m", "\(calls)", "-r", "50", "-s", "00442071234567"], over: transport,
            with: node)
    }
}
