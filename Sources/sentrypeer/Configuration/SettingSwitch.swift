import ArgumentParser

/// The switches among the settings as flags of the command line. A flag can only turn its setting on.
struct SettingSwitch: EnumerableFlag, Sendable {
    let key: SettingKey

    static let allCases = SettingKey.allCases
        .filter { $0.definition.kind == .switch }
        .map(SettingSwitch.init)

    static func name(for value: SettingSwitch) -> NameSpecification { value.key.names }

    static func help(for value: SettingSwitch) -> ArgumentHelp? { value.key.argumentHelp }
}
