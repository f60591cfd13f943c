import ArgumentParser
import Delivery
import Store

/// Prints every credential that was sent, the oldest first, however many there are.
struct ExportCredentialsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credentials",
        abstract: "Print the digest credentials that were tried.",
        discussion: "Where a text would be taken for a formula, csv puts an apostrophe in front of it."
    )

    @OptionGroup var database: DatabaseFlags

    @Option(help: "hashcat (mode 11400), json (an object a line) or csv.")
    var format: CredentialFormat

    func run() throws {
        var output = StandardOutput()
        let withoutLine = try write(to: &output)
        try output.flush()
        if withoutLine > 0 {
            StandardError.put("sentrypeer: left out \(withoutLine) that hashcat cannot read (not MD5, or not whole).\n")
        }
    }

    /// - Returns: how many the format has no line for.
    func write(to output: inout StandardOutput) throws(CommandError) -> Int {
        let reader = try database.open()
        var credentials = try CommandError.reading { () throws(StoreError) in try reader.credentials() }
        var withoutLine = 0
        if let head = format.head { try output.put(head) }
        while let stored = try CommandError.reading({ () throws(StoreError) in try credentials.next() }) {
            if let line = format.line(of: stored) { try output.put(line) } else { withoutLine += 1 }
        }
        return withoutLine
    }
}
