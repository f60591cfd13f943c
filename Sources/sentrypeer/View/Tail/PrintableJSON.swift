import Delivery

/// JSON on one line of a terminal.
enum PrintableJSON {
    /// What a terminal would not just show stands only in strings, and is escaped there.
    static func line(_ json: String) -> String {
        guard !json.unicodeScalars.allSatisfy(TerminalText.isPrintable) else { return json }
        var line = ""
        for scalar in json.unicodeScalars {
            if TerminalText.isPrintable(scalar) {
                line.unicodeScalars.append(scalar)
            } else {
                line += JSONValue.quoted(String(scalar)).dropFirst().dropLast()
            }
        }
        return line
    }
}
