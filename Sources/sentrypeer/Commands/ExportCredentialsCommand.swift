import ArgumentParser
import Delivery
import Glibc
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
        var progress = try Self.progress(reader)
        var done: Int64 = 0
        defer { if let text = progress?.line.end() { StandardError.put(text) } }
        if let head = format.head { try output.put(head) }
        while let stored = try CommandError.reading({ () throws(StoreError) in try credentials.next() }) {
            if let line = format.line(of: stored) { try output.put(line) } else { withoutLine += 1 }
            done += 1
            if done % 1_024 == 0, let total = progress?.total, let text = progress?.line.text(done, of: total) {
                StandardError.put(text)
            }
        }
        return withoutLine
    }

    /// Nil where nobody would see it, or the output goes to the same screen.
    private static func progress(_ reader: EventReader) throws(CommandError) -> (line: ProgressLine, total: Int64)? {
        guard isatty(STDOUT_FILENO) == 0, let size = TerminalSize(of: STDERR_FILENO) else { return nil }
        let total = try CommandError.reading { () throws(StoreError) in try reader.credentialCount() }
        return (
            ProgressLine("Exporting", "credentials", columns: size.columns, patience: .seconds(2)), Int64(total)
        )
    }
}
