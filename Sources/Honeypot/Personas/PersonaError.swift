/// Why a persona file cannot be used. Each case reads as one sentence that says where to mend what. `key` is the path
/// to the value, such as `digest.challenges[2].text`.
public enum PersonaError: Error, Equatable, Sendable {
    /// The file is not TOML; `line` counts from 1.
    case malformed(file: String, line: Int, reason: String)
    case missing(file: String, key: String)
    case unknownKey(file: String, key: String)
    /// `expected` and `found` are nouns with their article.
    case wrongType(file: String, key: String, expected: String, found: String)
    /// `expected` completes "is not".
    case badValue(file: String, key: String, text: String, expected: String)
    /// No line of `response.lines` writes a field that every response has to have (RFC 3261 §8.2.6.2).
    case noLine(file: String, field: String)
}

extension PersonaError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let file, let line, let reason):
            "\(file), line \(line): \(reason)."
        case .missing(let file, let key):
            "\(file): \(key) is missing."
        case .unknownKey(let file, let key):
            "\(file): there is no \(key) in a persona."
        case .wrongType(let file, let key, let expected, let found):
            "\(file): \(key) must be \(expected), not \(found)."
        case .badValue(let file, let key, let text, let expected):
            "\(file): \(key) is \"\(Self.visible(text))\", which is not \(expected)."
        case .noLine(let file, let field):
            "\(file): response.lines has no line that puts \(field) on every response."
        }
    }

    /// A file may hold anything; a terminal shall see none of it that it would obey.
    private static func visible(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.isPrintable ? Character($0) : "?" })
    }
}

extension Unicode.Scalar {
    /// Neither a control character nor one that turns the text around it.
    var isPrintable: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
