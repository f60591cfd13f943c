/// Where a setting's value was written, strongest first.
enum SettingSource: Sendable, Equatable {
    case commandLine
    case environment
    case file(path: String)
    case standard
}

/// A setting and the place that gave its value: what an error needs to send the reader to the right spot.
struct SettingOrigin: Sendable, Equatable, CustomStringConvertible {
    let key: SettingKey
    let source: SettingSource

    var description: String {
        switch source {
        case .commandLine: key.flagName
        case .environment: key.environmentName
        case .file(let path): "\(key.rawValue) in \(path)"
        case .standard: "the default of \(key.flagName)"
        }
    }
}
