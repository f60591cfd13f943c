import SIP
import TOMLKit

/// A table of a persona file that is being read. It knows where it stands, for errors, and which of its keys nobody
/// asked for.
struct PersonaTable {
    let file: String
    private let table: TOMLTable
    /// Where in the file, with a dot at the end; empty at the top.
    private let prefix: String
    private var unread: Set<String>

    init(_ table: TOMLTable, file: String, prefix: String = "") {
        self.file = file
        self.table = table
        self.prefix = prefix
        unread = Set(table.keys)
    }

    /// The whole of a file.
    init(text: String, file: String) throws(PersonaError) {
        do {
            self.init(try TOMLTable(string: text), file: file)
        } catch let error as TOMLParseError {
            // toml++ quotes what it found, line break and all.
            let reason = String(error.description.map { $0.isNewline ? " " : $0 })
            throw .malformed(file: file, line: error.source.begin.line, reason: reason)
        } catch {
            throw .malformed(file: file, line: 1, reason: "\(error)")
        }
    }

    /// The value's path in the file.
    func path(_ key: String) -> String { prefix + key }

    func bad(_ key: String, _ text: String, _ expected: String) -> PersonaError {
        .badValue(file: file, key: path(key), text: text, expected: expected)
    }

    /// What is left when everything was read is a mistake.
    func finish() throws(PersonaError) {
        if let key = unread.min() { throw .unknownKey(file: file, key: path(key)) }
    }

    /// The keys in a stable order, for a table whose keys are data.
    var keys: [String] { table.keys.sorted() }

    func has(_ key: String) -> Bool { table[key] != nil }

    // MARK: Values

    mutating func value(_ key: String) throws(PersonaError) -> TOMLValueConvertible {
        unread.remove(key)
        guard let value = table[key] else { throw .missing(file: file, key: path(key)) }
        return value
    }

    mutating func string(_ key: String) throws(PersonaError) -> String {
        try string(try value(key), key)
    }

    mutating func strings(_ key: String) throws(PersonaError) -> [String] {
        var strings: [String] = []
        for (index, element) in try array(key, of: "strings").enumerated() {
            strings.append(try string(element, "\(key)[\(index + 1)]"))
        }
        return strings
    }

    func string(_ value: TOMLValueConvertible, _ key: String) throws(PersonaError) -> String {
        guard let text = value.string else { throw wrongType(key, "a string", value) }
        guard text.unicodeScalars.allSatisfy(\.isPrintable) else { throw bad(key, text, "one line of printable text") }
        return text
    }

    mutating func number(_ key: String, in range: ClosedRange<Int>) throws(PersonaError) -> Int {
        try number(try value(key), key, in: range)
    }

    func number(
        _ value: TOMLValueConvertible, _ key: String, in range: ClosedRange<Int>
    ) throws(PersonaError) -> Int {
        guard let number = value.int else { throw wrongType(key, "a whole number", value) }
        guard range.contains(number) else {
            throw bad(key, "\(number)", "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// Two numbers, the second not smaller than the first.
    mutating func range(_ key: String, in limits: ClosedRange<Int>) throws(PersonaError) -> ClosedRange<Int> {
        let elements = try array(key, of: "two whole numbers")
        guard elements.count == 2 else { throw bad(key, "\(elements.count) values", "two numbers") }
        let first = try number(elements[0], "\(key)[1]", in: limits)
        let last = try number(elements[1], "\(key)[2]", in: limits)
        guard first <= last else { throw bad(key, "\(first), \(last)", "a range: the smaller number comes first") }
        return first...last
    }

    mutating func flag(_ key: String) throws(PersonaError) -> Bool {
        let value = try value(key)
        guard let flag = value.bool else { throw wrongType(key, "true or false", value) }
        return flag
    }

    mutating func choice<Choice>(_ key: String) throws(PersonaError) -> Choice
    where Choice: RawRepresentable<String> & CaseIterable {
        let text = try string(key)
        guard let choice = Choice(rawValue: text) else {
            throw bad(key, text, Choice.allCases.map(\.rawValue).joined(separator: " or "))
        }
        return choice
    }

    mutating func shape(_ key: String, allowsSpaces: Bool = false) throws(PersonaError) -> TokenShape {
        let text = try string(key)
        guard let shape = TokenShape(text, allowsSpaces: allowsSpaces) else {
            throw bad(key, text, "a shape such as as{hex:8} or {time}/{hex:32}")
        }
        return shape
    }

    mutating func status(_ key: String) throws(PersonaError) -> SIPStatus {
        SIPStatus(try number(key, in: 200...699))
    }

    mutating func array(_ key: String, of elements: String) throws(PersonaError) -> [TOMLValueConvertible] {
        let value = try value(key)
        guard let array = value.array else { throw wrongType(key, "an array of \(elements)", value) }
        return Array(array)
    }

    // MARK: Tables

    /// A table, read to its last key.
    mutating func part<Part: PersonaPart>(_ key: String) throws(PersonaError) -> Part {
        try part(try value(key), key)
    }

    /// An array of such tables.
    mutating func parts<Part: PersonaPart>(_ key: String) throws(PersonaError) -> [Part] {
        var parts: [Part] = []
        for (index, element) in try array(key, of: "tables").enumerated() {
            parts.append(try part(element, "\(key)[\(index + 1)]"))
        }
        guard !parts.isEmpty else { throw bad(key, "", "an array with a table in it") }
        return parts
    }

    func part<Part: PersonaPart>(_ value: TOMLValueConvertible, _ key: String) throws(PersonaError) -> Part {
        guard let table = value.table else { throw wrongType(key, "a table", value) }
        var inner = PersonaTable(table, file: file, prefix: path(key) + ".")
        let part = try Part(&inner)
        try inner.finish()
        return part
    }

    func wrongType(_ key: String, _ expected: String, _ found: TOMLValueConvertible) -> PersonaError {
        .wrongType(file: file, key: path(key), expected: expected, found: found.typeName)
    }
}

/// What a table of a persona file becomes.
protocol PersonaPart {
    init(_ table: inout PersonaTable) throws(PersonaError)
}

extension TOMLValueConvertible {
    fileprivate var typeName: String {
        switch type {
        case .table: "a table"
        case .array: "an array"
        case .string: "a string"
        case .int: "a whole number"
        case .double: "a fraction"
        case .bool: "true or false"
        case .date, .time, .dateTime: "a date or time"
        }
    }
}
