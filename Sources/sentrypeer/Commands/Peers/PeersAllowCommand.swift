import ArgumentParser

/// Trusts an author.
struct PeersAllowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allow",
        abstract: "Believe an author alone.",
        discussion:
            "A node that runs does so within seconds. Another one need not have been heard of: give its whole key."
    )

    @OptionGroup var database: DatabaseFlags
    @OptionGroup var choice: PeerChoice

    func run() throws { try choice.decide(.trusted, "is believed alone.", in: database) }
}
