import ArgumentParser

/// Takes back what was decided about an author.
struct PeersForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Take back what was decided about an author."
    )

    @OptionGroup var database: DatabaseFlags
    @OptionGroup var choice: PeerChoice

    func run() throws { try choice.decide(.none, "counts as any other.", in: database) }
}
