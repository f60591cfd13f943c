import Events
import NIOCore

/// Takes the fields of a row one by one and writes the row in the form that was asked for. Texts may be an attacker's.
struct FieldWriter {
    /// What is written so far, for a list in JSON.
    private(set) var json: JSONWriter
    private let format: ListFormat
    private var lines = ByteBuffer()
    private var names: [String] = []
    private var values: [String] = []
    private var hasHead = false

    init(_ format: ListFormat) {
        self.format = format
        json = JSONWriter(format.style)
    }

    /// Goes on in an array of objects that was begun.
    init(_ json: JSONWriter) {
        format = .json(json.style)
        self.json = json
    }

    private var isJSON: Bool {
        if case .json = format { true } else { false }
    }

    var isText: Bool {
        if case .text = format { true } else { false }
    }

    mutating func row(_ fields: (inout FieldWriter) -> Void) {
        if isJSON {
            json.element()
            json.beginObject()
            fields(&self)
            json.endObject()
            return
        }
        fields(&self)
        if case .csv = format {
            if !hasHead { lines.writeString(CSVLine(names).text) }
            lines.writeString(CSVLine(values).text)
        } else if let first = values.first {
            lines.writeString(Self.line(first))
        }
        hasHead = true
        names.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }

    /// One object that stands for itself.
    mutating func object(_ fields: (inout FieldWriter) -> Void) {
        json.beginObject()
        fields(&self)
        json.endObject()
    }

    mutating func text(_ name: StaticString, _ value: String?) {
        guard isJSON else { return add(name, value ?? "") }
        json.key(name)
        if let value { json.string(value) } else { json.null() }
    }

    mutating func number(_ name: StaticString, _ value: Int?) {
        guard isJSON else { return add(name, value.map(String.init) ?? "") }
        json.key(name)
        if let value { json.number(value) } else { json.null() }
    }

    /// A count as the original gives it: a string.
    mutating func count(_ name: StaticString, _ value: Int) {
        guard isJSON else { return add(name, String(value)) }
        json.key(name)
        json.string(value)
    }

    mutating func time(_ name: StaticString, _ value: Timestamp?) {
        guard isJSON else { return add(name, value?.description ?? "") }
        json.key(name)
        if let value { json.string(value) } else { json.null() }
    }

    mutating func bool(_ name: StaticString, _ value: Bool?) {
        guard isJSON else { return add(name, value.map { $0 ? "true" : "false" } ?? "") }
        json.key(name)
        if let value { json.bool(value) } else { json.null() }
    }

    mutating func texts(_ name: StaticString, _ values: [String]) {
        guard isJSON else { return add(name, values.joined(separator: " ")) }
        json.key(name)
        json.beginArray()
        for value in values {
            json.element()
            json.string(value)
        }
        json.endArray()
    }

    /// The bytes of a SIP message.
    mutating func message(_ bytes: ByteBuffer?) {
        guard isJSON else { return add("sip_message", bytes.map { String(buffer: $0) } ?? "") }
        json.key("sip_message")
        if let bytes { json.string(bytes.readableBytesUInt8Span) } else { json.null() }
    }

    /// A value to write: in a table also one that is missing, so that all lines have the same columns.
    func has<Value>(_ value: Value?) -> Value?? {
        if let value { return .some(value) }
        return isJSON ? .none : .some(nil)
    }

    /// An array of objects inside of the row, which has a place in JSON only.
    mutating func rows<Item>(
        _ name: StaticString, _ items: some Sequence<Item>, _ write: (Item, inout FieldWriter) -> Void
    ) {
        if isJSON { json.rows(name, items, write) }
    }

    /// What stands around the rows in JSON.
    mutating func frame(_ write: (inout JSONWriter) -> Void) {
        if isJSON { write(&json) }
    }

    /// Hands over what was written and goes on in a new buffer.
    mutating func takeBuffer() -> ByteBuffer {
        if isJSON { return json.takeBuffer() }
        defer { lines = ByteBuffer() }
        return lines
    }

    /// - Parameter bytes: of the next rows, about.
    mutating func reserve(_ bytes: Int) {
        if isJSON { json.reserve(bytes) } else { lines.reserveCapacity(minimumWritableBytes: bytes) }
    }

    private mutating func add(_ name: StaticString, _ value: String) {
        names.append(name.description)
        values.append(value)
    }

    /// One line, whatever an attacker put into it.
    private static func line(_ value: String) -> String {
        var line = ""
        for scalar in value.unicodeScalars {
            line.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return line + "\n"
    }
}

extension ListFormat {
    fileprivate var style: JSONStyle {
        if case .json(let style) = self { style } else { .compact }
    }
}
