import ArgumentParser
import SIP
import Store

/// Says whether attackers called a number, or came from an address.
struct LookupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookup",
        abstract: "Tell whether attackers called a number or came here.",
        discussion: """
            A number may have any form, or be its last digits alone with a star in front ('*729221'). The exit status is \
            0 when it is found, 1 when it is not, and 2 when something went wrong. Emergency and service numbers are \
            never found. What other nodes report is shown beside it, and changes nothing of that.
            """
    )

    /// Forms and addresses: those on a screen, and those in JSON.
    private static let shown = 12
    private static let listed = 1_000
    private static let notFound = ExitCode(1)

    @OptionGroup var database: DatabaseFlags

    @Option(name: SettingKey.dialPlan.names, help: ArgumentHelp("How your callers dial.", valueName: "PLAN"))
    var dialPlan: [String] = []

    @Flag(help: "Ask the other nodes, too; needs a node that shares.")
    var network = false

    @Flag(help: "Print a JSON object.")
    var json = false

    @Argument(help: ArgumentHelp("What to look up.", valueName: "NUMBER|ADDRESS"))
    var subject: String

    func run() throws {
        var output = StandardOutput()
        let isFound = try write(to: &output)
        try output.flush()
        if !isFound { throw Self.notFound }
    }

    /// - Returns: whether it was found.
    func write(to output: inout StandardOutput) throws(CommandError) -> Bool {
        guard let asked = LookupSubject(subject) else { throw .noDigits(subject) }
        let settings = try database.settings([.dialPlan: dialPlan])
        let plan = settings.dialPlan
        let reader = try database.open()
        let limit = json ? Self.listed : Self.shown
        let answer = try CommandError.reading { () throws(StoreError) in
            try LookupFinding(asked, in: reader, plan: plan, limit: limit)
        }
        var peers = try CommandError.reading { () throws(StoreError) in
            try PeerAnswer(asked, in: reader, plan: plan, ActionPolicy(settings), at: .now)
        }
        if network { peers.network = try NetworkAnswer(asked, in: reader, settings) }
        if json {
            var object = LookupObject(subject, answer, limit: limit).object
            peers.add(to: &object)
            try output.put(object.text + "\n")
        } else {
            try output.put(LookupText(subject, answer, limit: limit).text + peers.text)
        }
        return answer.isFound
    }
}
