/// What `-h` prints: every setting in its section, from the one table, narrow and short enough for a terminal.
enum HelpScreen {
    private static let width = 80
    private static let meaningColumn = 38

    static let text = (head + SettingSection.allCases.flatMap(lines) + otherFlags + foot).joined(separator: "\n")

    private static let head = [
        "Usage: sentrypeer [options]",
        "       sentrypeer sessions | export credentials | persona show   (-h tells more)",
        "Lets attackers try to make phone calls, and records who dials which number.",
        "",
    ]

    private static let otherFlags = [
        line("-N, --new-mode", "accepted from older scripts, does nothing"),
        line("-h, --help; -V, --version", "this text; the version"),
    ]

    private static let foot = [
        "",
        "Every --long-flag is also SENTRYPEER_LONG_FLAG in the environment and long_flag",
        "in the TOML file (-r is sip_responsive). The first that gives a value wins.",
        "In a variable, commas part a list (...) and a switch is on even when set to 0.",
    ]

    private static func lines(of section: SettingSection) -> [String] {
        ["\(section.rawValue):"] + SettingKey.allCases.filter { $0.section == section }.flatMap(lines)
    }

    /// The default moves to a second line when the first has no room for it.
    private static func lines(of key: SettingKey) -> [String] {
        let definition = key.definition
        let long = key.longNames.map { "--\($0)" }.joined(separator: ", ")
        let short = definition.short.map { "-\($0), " } ?? "    "
        let valueName = definition.valueName.isEmpty ? "" : " \(definition.valueName)"
        let repeats = definition.kind == .list ? "..." : ""
        let first = line("\(short)\(long)\(valueName)\(repeats)", definition.meaning)
        guard let standard = definition.standard else { return [first] }
        let wide = "\(first) (\(standard))"
        return wide.count <= width ? [wide] : [first, line("", "(\(standard))")]
    }

    private static func line(_ names: String, _ meaning: String) -> String {
        let indented = "  \(names)"
        return indented + String(repeating: " ", count: max(1, meaningColumn - indented.count)) + meaning
    }
}
