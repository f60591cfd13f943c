import Honeypot
import Telephony

/// Why the configuration cannot be used. Each case reads as one sentence that says where to mend what.
enum ConfigurationError: Error, Equatable {
    case unreadableFile(SettingOrigin, path: String, reason: String)
    /// The file is not TOML; `line` counts from 1.
    case malformedFile(path: String, line: Int, reason: String)
    case unknownKey(path: String, key: String, nearest: SettingKey?)
    /// `expected` and `found` are nouns with their article.
    case wrongType(SettingOrigin, expected: String, found: String)
    case empty(SettingOrigin)
    case badNumber(SettingOrigin, text: String, range: ClosedRange<Int>)
    case badSize(SettingOrigin, text: String)
    case badChoice(SettingOrigin, text: String, choices: [String])
    /// Neither a name nor a file.
    case unknownPersona(SettingOrigin, text: String)
    case badPersona(SettingOrigin, PersonaError)
    case badAddress(SettingOrigin, text: String)
    /// No numeric address, or the second of its family.
    case badBindAddress(SettingOrigin, text: String)
    case badNode(SettingOrigin, text: String)
    case badCollector(SettingOrigin, text: String)
    case longPassword(SettingOrigin, limit: Int)
    case badPort(SettingOrigin, text: String, range: ClosedRange<Int>)
    case badPortRange(SettingOrigin, text: String, range: ClosedRange<UInt16>)
    case badNetwork(SettingOrigin, text: String)
    /// No author's key.
    case badAuthor(SettingOrigin, text: String)
    case badURL(SettingOrigin, text: String)
    case badDialPlan(SettingOrigin, CallerDialPlanError)
    /// A setting that is worth nothing without another, which nobody gave.
    case incompletePair(SettingOrigin, missing: SettingKey)
    /// `number` counts the tables of a file from 1.
    case badWebhook(path: String, number: Int, reason: String)
}

extension ConfigurationError: CustomStringConvertible {
    var description: String {
        switch self {
        case .unreadableFile(let origin, let path, let reason):
            "\(origin): cannot read \(path): \(reason)."
        case .malformedFile(let path, let line, let reason):
            "\(path), line \(line): \(reason)."
        case .unknownKey(let path, let key, nil):
            "\(path): there is no setting \"\(key)\"; sentrypeer help settings lists them all."
        case .unknownKey(let path, let key, let nearest?):
            "\(path): there is no setting \"\(key)\"; did you mean \"\(nearest.rawValue)\"?"
        case .wrongType(let origin, let expected, let found):
            "\(origin): must be \(expected), not \(found)."
        case .empty(let origin):
            "\(origin): must not be empty."
        case .badNumber(let origin, let text, let range):
            "\(origin): \"\(text)\" is not a whole number from \(range.lowerBound) to \(range.upperBound)."
        case .badSize(let origin, let text):
            "\(origin): \"\(text)\" is not a size of 1M or more, like 512M or 8G, or 0 for no limit."
        case .badChoice(let origin, let text, let choices):
            "\(origin): \"\(text)\" is not \(choices.joined(separator: " or "))."
        case .unknownPersona(let origin, let text):
            "\(origin): \"\(text)\" is not \(Self.personas), nor a file."
        case .badPersona(let origin, let error):
            "\(origin): \(error)"
        case .badAddress(let origin, let text):
            "\(origin): \"\(text)\" is not a numeric address with a port, like 0.0.0.0:5060 or [::]:5060."
        case .badBindAddress(let origin, let text):
            "\(origin): \"\(text)\" is not a numeric address, like 192.0.2.1 or 2001:db8::1, the only one of its family."
        case .badNode(let origin, let text):
            "\(origin): \"\(text)\" is not a host with or without a port, like node.example.org:4222."
        case .badCollector(let origin, let text):
            "\(origin): \"\(text)\" is not a collector, like homer.example.org:9060 or tcp:192.0.2.1:9060."
        case .longPassword(let origin, let limit):
            "\(origin): must not be longer than \(limit) bytes."
        case .badPort(let origin, let text, let range):
            "\(origin): \"\(text)\" does not end with a port from \(range.lowerBound) to \(range.upperBound)."
        case .badPortRange(let origin, let text, let range):
            "\(origin): \"\(text)\" is not two ports from \(range.lowerBound) to \(range.upperBound), "
                + "the lower first, like 10000-20000."
        case .badNetwork(let origin, let text):
            "\(origin): \"\(text)\" is not an address or a network, like 192.0.2.0/24 or 2001:db8::/32."
        case .badAuthor(let origin, let text):
            "\(origin): \"\(text)\" is not an author's key, ed25519: and 64 digits, as sentrypeer key show prints it."
        case .badURL(let origin, let text):
            "\(origin): \"\(text)\" is not a URL that begins with https:// or http://."
        case .badDialPlan(let origin, let error):
            "\(origin): \(error)."
        case .badWebhook(let path, let number, let reason):
            "\(path), [[webhook]] number \(number): \(reason)."
        case .incompletePair(let origin, let missing):
            "\(origin): needs \(missing.flagName) (\(missing.environmentName), \(missing.rawValue)) beside it."
        }
    }

    /// The names that the persona's setting knows.
    private static var personas: String {
        BuiltInPersona.allCases.map(\.rawValue).joined(separator: ", ") + " or " + PersonaChoice.randomName
    }
}
