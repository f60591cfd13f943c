/// What the command line, the environment and the file say, each as text a setting. The strongest that says anything
/// about a setting decides it alone; lists are not merged.
struct SettingLayers: Sendable {
    /// A switch's text when it is on.
    static let on = "true"

    private var layers: [(source: SettingSource, values: [SettingKey: [String]])]

    /// - Parameter arguments: what the command line gave; a switch that was given is there with any text.
    init(arguments: [SettingKey: [String]], environment: [String: String]) {
        layers = [(.commandLine, arguments), (.environment, Self.values(in: environment))]
    }

    /// Adds a layer that is weaker than those before it.
    mutating func append(_ values: [SettingKey: [String]], from source: SettingSource) {
        layers.append((source, values))
    }

    /// The deciding value, or the default, or a value without texts when there is neither.
    subscript(key: SettingKey) -> SettingValue {
        for layer in layers {
            if let texts = layer.values[key] {
                return SettingValue(origin: SettingOrigin(key: key, source: layer.source), texts: texts)
            }
        }
        let origin = SettingOrigin(key: key, source: .standard)
        return SettingValue(origin: origin, texts: key.definition.standard.map { [$0] } ?? [])
    }

    /// Existing Docker files rely on a switch's variable being on when it is set at all, even to `0` or to nothing.
    /// Any other variable that is set to nothing counts as unset: that is what `NAME=${NAME:-}` in a compose file means.
    private static func values(in environment: [String: String]) -> [SettingKey: [String]] {
        var values: [SettingKey: [String]] = [:]
        for key in SettingKey.allCases {
            guard let text = environment[key.environmentName] else { continue }
            if key.definition.kind == .switch {
                values[key] = [on]
            } else if !text.isEmpty {
                values[key] = [text]
            }
        }
        return values
    }
}
