extension SettingKey {
    /// Its flags, meaning and default for the help. The default moves to a second line when the first has no room
    /// for it.
    var helpLines: [String] {
        let long = longNames.map { "--\($0)" }.joined(separator: ", ")
        let short = definition.short.map { "-\($0), " } ?? "    "
        let valueName = definition.valueName.isEmpty ? "" : " \(definition.valueName)"
        let repeats = definition.kind == .list ? "..." : ""
        let first = HelpLine("\(short)\(long)\(valueName)\(repeats)", definition.meaning).text
        guard let standard = definition.standard else { return [first] }
        let wide = "\(first) (\(standard))"
        return wide.count <= HelpLine.width ? [wide] : [first, HelpLine("", "(\(standard))").text]
    }
}

extension SettingSection {
    /// Its heading and those of its settings that are wanted, each as `lines` shows it; nothing when there are none.
    func help(
        where isWanted: (SettingKey) -> Bool = { _ in true }, lines: (SettingKey) -> [String]
    ) -> [String] {
        let keys = SettingKey.allCases.filter { $0.section == self && isWanted($0) }
        return keys.isEmpty ? [] : ["\(rawValue):"] + keys.flatMap(lines)
    }
}
