import ArgumentParser
import Telephony

/// Prints each way to read what was dialled, and what speaks for it.
struct NumbersExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Print how dialled digits are read as a number, and why.",
        discussion: """
            Of all readings that wins which takes the fewest bits to describe; one bit less is twice as likely. A node \
            reads forms with the same last digits together, and is then surer than this. No database is needed.
            """
    )

    @Argument(help: ArgumentHelp("What was dialled.", valueName: "DIGITS"))
    var digits: String

    @Flag(help: "Print a JSON object.")
    var json = false

    func run() throws {
        let explanation = try explanation()
        var output = StandardOutput()
        try output.put(
            json ? ExplanationObject(explanation).object.text + "\n" : ExplanationText(explanation).text)
        try output.flush()
    }

    private func explanation() throws(CommandError) -> ReadingExplanation {
        guard let form = DialString(digits.utf8) else { throw .noDigits(digits) }
        return ReadingExplanation(form)
    }
}
