import TOMLKit

extension PersonaTable {
    /// A line by its name, or text with a colon.
    func content(of value: TOMLValueConvertible, _ key: String) throws(PersonaError) -> ResponseLayout.Content {
        let text = try string(value, key)
        if let field = ResponseLayout.CopiedField(rawValue: text) { return .copied(field) }
        if let line = ResponseLayout.BuiltLine(rawValue: text) { return .built(line) }
        guard let template = HeaderTemplate(text), !template.name.isEmpty, text.utf8.contains(UInt8(ascii: ":")) else {
            throw bad(key, text, "the name of a line that responses know, nor a header line with a colon")
        }
        return .text(template)
    }

    mutating func patterns(_ key: String) throws(PersonaError) -> [ResponsePattern] {
        var patterns: [ResponsePattern] = []
        for (index, text) in try strings(key).enumerated() {
            guard let pattern = ResponsePattern(text) else {
                throw bad("\(key)[\(index + 1)]", text, "methods, a status such as 200 or 4xx, body or empty")
            }
            patterns.append(pattern)
        }
        guard !patterns.isEmpty else { throw bad(key, "", "an array with a pattern in it") }
        return patterns
    }
}
