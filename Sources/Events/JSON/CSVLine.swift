/// One line of comma-separated values (RFC 4180 §2), each in quotes. Values may be an attacker's.
public struct CSVLine: Sendable {
    /// With its CRLF.
    public let text: String

    /// Characters that make a spreadsheet take a text for a formula, which could fetch or run what an attacker
    /// likes. A text that starts so gets an apostrophe in front, which spreadsheets do not show.
    private static let formulaStarts: [Unicode.Scalar] = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    public init(_ fields: [String]) {
        text = fields.map(Self.quoted).joined(separator: ",") + "\r\n"
    }

    private static func quoted(_ field: String) -> String {
        var quoted = "\""
        if let first = field.unicodeScalars.first, formulaStarts.contains(first) { quoted += "'" }
        for scalar in field.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
