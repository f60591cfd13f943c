import Events
import NIOCore
import SIP

/// Writes JSON text (RFC 8259) straight into a buffer, piece by piece: a list need never be whole in memory.
struct JSONWriter {
    /// What was written since the last `takeBuffer`.
    private var buffer: ByteBuffer
    let style: JSONStyle
    private var depth = 0
    /// Whether the next member or element comes behind another.
    private var needsComma = false

    init(_ style: JSONStyle, capacity: Int = 256) {
        self.style = style
        buffer = ByteBuffer()
        buffer.reserveCapacity(capacity)
    }

    /// Makes room for so many bytes more.
    mutating func reserve(_ bytes: Int) {
        buffer.reserveCapacity(minimumWritableBytes: bytes)
    }

    /// Hands over what was written and goes on in a new buffer.
    mutating func takeBuffer() -> ByteBuffer {
        let written = buffer
        buffer = ByteBuffer()
        return written
    }

    mutating func object(_ members: (inout JSONWriter) -> Void) {
        beginObject()
        members(&self)
        endObject()
    }

    mutating func beginObject() { open("{") }
    mutating func endObject() { close("}") }
    mutating func beginArray() { open("[") }
    mutating func endArray() { close("]") }

    /// The key of the next value.
    mutating func key(_ name: StaticString) {
        let (comma, indentation) = (needsComma, indentation)
        buffer.append(atMost: 1 + Self.longestLineBreak(indentation) + name.utf8CodeUnitCount + 4) {
            Self.beginLine(comma, indentation, in: &$0)
            $0.append(UInt8(ascii: "\""))
            $0.append(name)
            $0.append(indentation == nil ? "\":" : "\": ")
        }
        needsComma = false
    }

    /// Announces the next element of an array.
    mutating func element() {
        let (comma, indentation) = (needsComma, indentation)
        buffer.append(atMost: 1 + Self.longestLineBreak(indentation)) {
            Self.beginLine(comma, indentation, in: &$0)
        }
        needsComma = false
    }

    mutating func string(_ text: String) {
        string(text.utf8.span)
    }

    mutating func string(_ text: Span<UInt8>) {
        buffer.append(atMost: 2 + ByteAppender.longestJSONEscape * text.count) { $0.append(jsonString: text) }
        needsComma = true
    }

    mutating func string(_ time: Timestamp) {
        quoted { $0.append(time) }
    }

    /// A number as a string, as the original gives its counts.
    mutating func string(_ count: Int) {
        quoted { $0.append(decimal: count) }
    }

    /// A number that is not negative.
    mutating func number(_ value: Int) {
        buffer.append(atMost: 20) { $0.append(decimal: value) }
        needsComma = true
    }

    mutating func null() { literal("null") }
    mutating func bool(_ value: Bool) { value ? literal("true") : literal("false") }

    /// An array of objects, a row each.
    mutating func rows<Item>(
        _ name: StaticString, _ items: some Sequence<Item>, _ write: (Item, inout FieldWriter) -> Void
    ) {
        key(name)
        beginArray()
        var fields = FieldWriter(self)
        // The other one writes on in the same bytes, which must be its own for that.
        self = JSONWriter(style, capacity: 0)
        for item in items { fields.row { write(item, &$0) } }
        self = fields.json
        endArray()
    }

    private mutating func literal(_ text: StaticString) {
        buffer.writeStaticString(text)
        needsComma = true
    }

    private mutating func quoted(_ body: (inout ByteAppender) -> Void) {
        buffer.append(atMost: 40) {
            $0.append(UInt8(ascii: "\""))
            body(&$0)
            $0.append(UInt8(ascii: "\""))
        }
        needsComma = true
    }

    private mutating func open(_ bracket: StaticString) {
        buffer.writeStaticString(bracket)
        depth += 1
        needsComma = false
    }

    private mutating func close(_ bracket: StaticString) {
        depth -= 1
        // Nothing inside: the brackets stand together.
        let (isFilled, indentation) = (needsComma, indentation)
        buffer.append(atMost: Self.longestLineBreak(indentation) + bracket.utf8CodeUnitCount) {
            if isFilled { Self.breakLine(indentation, in: &$0) }
            $0.append(bracket)
        }
        needsComma = true
    }

    /// Steps that a line begins with; nil where all is one line.
    private var indentation: Int? { style == .indented ? depth : nil }

    private static func longestLineBreak(_ indentation: Int?) -> Int { 1 + 2 * (indentation ?? 0) }

    private static func beginLine(_ comma: Bool, _ indentation: Int?, in line: inout ByteAppender) {
        if comma { line.append(UInt8(ascii: ",")) }
        breakLine(indentation, in: &line)
    }

    private static func breakLine(_ indentation: Int?, in line: inout ByteAppender) {
        guard let indentation else { return }
        line.append(UInt8(ascii: "\n"))
        for _ in 0..<indentation { line.append("  ") }
    }
}
