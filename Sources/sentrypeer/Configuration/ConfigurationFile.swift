import TOMLKit

/// The TOML file: every setting as a top-level key.
enum ConfigurationFile {
    /// What the file's text says a setting.
    ///
    /// - Parameter path: where the text came from, for errors.
    static func values(in text: String, path: String) throws(ConfigurationError) -> [SettingKey: [String]] {
        let table = try table(text, path: path)
        var values: [SettingKey: [String]] = [:]
        for name in table.keys.sorted() where name != WebhookTable.key {
            guard let key = SettingKey(fileKey: name), let value = table[name] else {
                throw .unknownKey(path: path, key: name, nearest: .nearest(to: name))
            }
            guard let texts = key.definition.kind.texts(of: value) else {
                let origin = SettingOrigin(key: key, source: .file(path: path))
                throw .wrongType(origin, expected: key.definition.kind.fileType, found: value.typeName)
            }
            values[key] = texts
        }
        return values
    }

    /// The text's tables `[[webhook]]`.
    static func webhooks(in text: String, path: String) throws(ConfigurationError) -> [WebhookTable] {
        guard let value = try table(text, path: path)[WebhookTable.key] else { return [] }
        guard let array = value.array, array.allSatisfy({ $0.table != nil }) else {
            throw .badWebhook(path: path, number: 1, reason: "it must be a table, under [[webhook]]")
        }
        var webhooks: [WebhookTable] = []
        for table in array.compactMap(\.table) {
            webhooks.append(try WebhookTable(table, path: path, number: webhooks.count + 1))
        }
        return webhooks
    }

    private static func table(_ text: String, path: String) throws(ConfigurationError) -> TOMLTable {
        do {
            return try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            // toml++ quotes what it found, line break and all.
            let reason = String(error.description.map { $0.isNewline ? " " : $0 })
            throw .malformedFile(path: path, line: error.source.begin.line, reason: reason)
        } catch {
            throw .malformedFile(path: path, line: 1, reason: "\(error)")
        }
    }
}

extension SettingDefinition.Kind {
    /// The TOML types that the kind may be written in.
    var fileType: String {
        switch self {
        case .switch, .truth: "true or false"
        case .text: "a string"
        case .list: "a string or an array of strings"
        case .number: "a whole number"
        case .size: "a whole number or a string like \"8G\""
        }
    }

    /// The value's texts, as another layer would have given them; `nil` when the type is wrong.
    func texts(of value: TOMLValueConvertible) -> [String]? {
        switch self {
        case .switch: value.bool.map { [$0 ? SettingLayers.on : ""] }
        case .truth: value.bool.map { ["\($0)"] }
        case .text: value.string.map { [$0] }
        case .list: value.string.map { [$0] } ?? value.array.flatMap(Self.strings)
        case .number: value.int.map { ["\($0)"] }
        case .size: value.string.map { [$0] } ?? value.int.map { ["\($0)"] }
        }
    }

    private static func strings(in array: TOMLArray) -> [String]? {
        let strings = array.compactMap(\.string)
        return strings.count == array.count ? strings : nil
    }
}

extension TOMLValueConvertible {
    var typeName: String {
        switch type {
        case .table: "a table"
        case .array: array?.first { $0.type != .string }.map { "an array with \($0.typeName) in it" } ?? "an array"
        case .string: "a string"
        case .int: "a whole number"
        case .double: "a fraction"
        case .bool: "true or false"
        case .date, .time, .dateTime: "a date or time"
        }
    }
}
