import Delivery

/// What the commands print as JSON (RFC 8259).
enum JSONValue: Equatable {
    case null
    case `switch`(Bool)
    case number(Int)
    /// With one digit behind the point.
    case decimal(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// On one line.
    var json: String {
        switch self {
        case .null: "null"
        case .switch(let isOn): isOn ? "true" : "false"
        case .number(let number): String(number)
        case .decimal(let number): number.isFinite ? "\((number * 10).rounded() / 10)" : "null"
        case .string(let text): Self.quoted(text)
        case .array(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
        case .object(let object): object.text
        }
    }

    /// Without JSON around it: a string as it is, nothing for null.
    var text: String {
        switch self {
        case .null: ""
        case .string(let text): text
        default: json
        }
    }

    /// What a terminal would not just show is escaped, whether or not the RFC asks for it.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" {
                quoted += "\\"
                quoted.unicodeScalars.append(scalar)
            } else if TerminalText.isPrintable(scalar) {
                quoted.unicodeScalars.append(scalar)
            } else {
                for unit in String(scalar).utf16 { quoted += escape(unit) }
            }
        }
        return quoted + "\""
    }

    private static func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}
