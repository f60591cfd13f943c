import Testing

/// A conversation that sipp has with a node of the default persona, from a file in `Scenarios`.
enum Scenario: String, CaseIterable {
    case options
    case register = "register-digest"
    case invite

    typealias Transport = SIPp.Transport

    /// Runs it so many times; succeeds when every one went as it should.
    func run(_ calls: Int, over transport: Transport, with node: NodeProcess) throws -> Command {
        try SIPp.run(
            ["-sf", SIPp.file(rawValue), "-m", "\(calls)", "-r", "50"] + (try whom(on: node)), over: transport,
            with: node)
    }

    /// Whom it is about: a number that the node puts through, or an account with its password.
    private func whom(on node: NodeProcess) throws -> [String] {
        switch self {
        case .options: return ["-s", "00442071234567"]
        case .invite: return ["-s", try node.sheet().carriedNumber()]
        case .register:
            let (account, password) = try #require(try node.sheet().weak.first)
            return ["-s", account, "-au", account, "-ap", password]
        }
    }
}
