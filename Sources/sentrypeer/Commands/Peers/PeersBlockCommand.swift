import ArgumentParser

/// Never counts an author's word.
struct PeersBlockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "block",
        abstract: "Never count what an author says.",
        discussion: "That holds for what it said before, too."
    )

    @OptionGroup var database: DatabaseFlags
    @OptionGroup var choice: PeerChoice

    func run() throws { try choice.decide(.blocked, "never counts.", in: database) }
}
