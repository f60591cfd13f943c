import ArgumentParser
import Events
import Honeypot
import Store

/// Prints what this node draws from its id: its extensions, which of them have a weak password, and the rest.
struct PersonaShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print this node's extensions and weak passwords.",
        discussion: "They follow from the persona and the node's id, which is in its database."
    )

    @OptionGroup var database: DatabaseFlags

    @Option(name: SettingKey.persona.names, help: ArgumentHelp("Another persona.", valueName: "NAME|random|FILE"))
    var persona: [String] = []

    @Flag(help: "Print a JSON object.")
    var json = false

    func run() throws {
        let description = try description()
        var output = StandardOutput()
        try output.put(json ? Self.object(description).text + "\n" : description.text)
        try output.flush()
    }

    private func description() throws(CommandError) -> PersonaDescription {
        let choice = try database.settings([.persona: persona]).persona
        let reader = try database.open()
        let node = try CommandError.reading { () throws(StoreError) in try reader.nodeID() }
        guard let node else { throw .noNode }
        do throws(PersonaError) {
            return try PersonaDescription(choice, node: node)
        } catch {
            throw .persona(error)
        }
    }

    private static func object(_ description: PersonaDescription) -> JSONObject {
        var object = JSONObject()
        object.add("persona", .string(description.persona))
        object.add("title", .string(description.title))
        object.add("server", .string(description.server))
        object.add("realm", .string(description.realm))
        object.add(
            "extensions",
            .array(
                description.extensions.map { account in
                    var member = JSONObject()
                    member.add("extension", .string(account.name))
                    member.add("password", .text(account.password))
                    return .object(member)
                }))
        object.add("carried_prefixes", .array(description.carriedPrefixes.map { .string($0) }))
        var refused = JSONObject()
        for (prefix, status) in description.refusedPrefixes { refused.add(prefix, .number(status)) }
        object.add("refused_prefixes", .object(refused))
        return object
    }
}
