/// What `-h` prints: the commands and the settings that people reach for first, on one screen of a terminal.
enum HelpScreen {
    static let text = (head + commands + settings + HelpLine.otherFlags + others + foot).joined(separator: "\n")

    private static let head = [
        "Usage: sentrypeer [SETTINGS]           be a node",
        "       sentrypeer COMMAND [OPTIONS]    ask what it knows (COMMAND -h tells more)",
        "Lets attackers try to make phone calls, and records who dials which number.",
    ]

    private static let commands =
        ["Commands:"] + Commands.summaries.map { command($0.name, $0.abstract) }
        + [command("help settings", "All settings, under each of their names.")]

    private static let settings = SettingSection.allCases.flatMap { section in
        section.help(where: \.definition.isCommon, lines: \.helpLines)
    }

    /// Settings of one first word that are named by it alone: there are many of them.
    static let families = ["api", "dht", "sharing", "webhook", "oauth2"]

    /// The names of the settings that are not told of here, as many to a line as there is room for.
    private static let others: [String] = {
        var lines = ["More:"]
        var names: [String] = []
        for key in SettingKey.allCases where !key.definition.isCommon {
            let family = families.first { key.rawValue.hasPrefix($0 + "_") }
            let name = " --" + (family.map { $0 + "-..." } ?? key.longNames[0])
            if !names.contains(name) { names.append(name) }
        }
        for name in names {
            if lines[lines.count - 1].count + name.count > HelpLine.width { lines.append("") }
            lines[lines.count - 1] += name
        }
        return lines
    }()

    private static let foot = [
        "A --long-flag is also SENTRYPEER_LONG_FLAG, and long_flag in the TOML file."
    ]

    private static func command(_ name: String, _ meaning: String) -> String {
        HelpLine(name, meaning, column: 28).text
    }
}
