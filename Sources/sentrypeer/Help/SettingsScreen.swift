/// What `help settings` prints: every setting in its section, from the one table, with all of its names.
enum SettingsScreen {
    static let text = (head + SettingSection.allCases.flatMap(section) + foot).joined(separator: "\n")

    private static let head = [
        "Each setting is a flag, a variable of the environment, and a key of the TOML",
        "file. The first of the three that gives a value wins.",
        "",
    ]

    private static let foot =
        ["Besides:"] + HelpLine.otherFlags + [
            "",
            "A list (...) is a repeated flag, an array in the file, and commas in a variable.",
            "A switch is on once its variable is set, even to 0.",
        ]

    private static func section(_ section: SettingSection) -> [String] {
        section.help { $0.helpLines + [names($0)] } + [""]
    }

    private static func names(_ key: SettingKey) -> String {
        "        " + [key.environmentName, key.fileKey].compactMap(\.self).joined(separator: ", ")
    }
}
