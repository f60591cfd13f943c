/// Reads what `CBORWriter` writes and nothing else: every head must be the shortest, every length is held against its
/// bound and what is left before anything is taken. Who reads asks for each item by its kind, so that the depth is the
/// format's own and no input can make it deeper.
struct CBORReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    mutating func unsigned(atMost bound: UInt64 = .max) throws(DropReason) -> UInt64 {
        try head(.unsigned, atMost: bound)
    }

    /// - Parameter count: the lengths that are allowed.
    mutating func string(_ count: ClosedRange<Int>) throws(DropReason) -> ArraySlice<UInt8> {
        try take(.bytes, count)
    }

    /// Printable ASCII.
    mutating func text(_ count: ClosedRange<Int>) throws(DropReason) -> String {
        let text = try take(.text, count)
        guard text.allSatisfy({ 0x20..<0x7F ~= $0 }) else { throw .malformed }
        return String(decoding: text, as: UTF8.self)
    }

    /// The head of an array of a length that the format gives.
    mutating func tuple(_ count: Int) throws(DropReason) {
        _ = try array(count...count)
    }

    /// The head of an array: how many items follow.
    mutating func array(_ count: ClosedRange<Int>) throws(DropReason) -> Int {
        let items = Int(try head(.array, atMost: UInt64(count.upperBound)))
        guard count.contains(items) else { throw .malformed }
        return items
    }

    mutating func list<Item>(
        _ count: ClosedRange<Int>, _ read: (inout CBORReader) throws(DropReason) -> Item
    ) throws(DropReason) -> [Item] {
        var items: [Item] = []
        for _ in 0..<(try array(count)) { items.append(try read(&self)) }
        return items
    }

    /// The end of everything.
    func end() throws(DropReason) {
        guard position == bytes.endIndex else { throw .malformed }
    }

    private mutating func take(_ kind: CBORKind, _ count: ClosedRange<Int>) throws(DropReason) -> ArraySlice<UInt8> {
        let length = Int(try head(kind, atMost: UInt64(count.upperBound)))
        guard count.contains(length), length <= bytes.endIndex - position else { throw .malformed }
        defer { position += length }
        return bytes[position..<position + length]
    }

    private mutating func head(_ kind: CBORKind, atMost bound: UInt64) throws(DropReason) -> UInt64 {
        guard position < bytes.endIndex, bytes[position] >> 5 == kind.rawValue else { throw .malformed }
        let short = bytes[position] & 0x1F
        position += 1
        // 28…30 are reserved, 31 is a length that is not given (RFC 8949 §3): deterministic encoding has neither.
        guard short <= 27 else { throw .malformed }
        guard short >= 24 else {
            guard short <= bound else { throw .malformed }
            return UInt64(short)
        }
        let count = 1 << Int(short - 24)
        guard count <= bytes.endIndex - position else { throw .malformed }
        var value: UInt64 = 0
        for byte in bytes[position..<position + count] { value = value << 8 | UInt64(byte) }
        position += count
        let least: UInt64 = count == 1 ? 24 : 1 << UInt64(4 * count)
        guard value >= least, value <= bound else { throw .malformed }
        return value
    }
}
