import ArgumentParser

extension SettingKey {
    var names: NameSpecification {
        let short = definition.short.map { character in
            // `-fFILE` is `-f FILE`, as getopt has it.
            NameSpecification.Element.customShort(character, allowingJoined: definition.kind != .switch)
        }
        return NameSpecification([short].compactMap(\.self) + longNames.map { .customLong($0) })
    }

    /// Hidden, because ``HelpScreen`` and ``SettingsScreen`` list the settings instead.
    var argumentHelp: ArgumentHelp {
        ArgumentHelp("\(definition.meaning).", valueName: definition.valueName, visibility: .hidden)
    }
}

extension Option<[String]> {
    /// The option of one setting, every text that was given for it in order.
    init(_ key: SettingKey) {
        self.init(wrappedValue: [], name: key.names, help: key.argumentHelp)
    }
}
