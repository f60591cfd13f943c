/// Reads what `MessageWriter` wrote.
struct MessageReader {
    /// Why bytes are no message.
    enum Fault: Error, Equatable {
        case tooShort, tooLong, unknownKind, badValue
    }

    private let bytes: ArraySlice<UInt8>
    private var next: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        next = bytes.startIndex
    }

    private mutating func take(_ count: Int) throws(Fault) -> ArraySlice<UInt8> {
        guard count <= bytes.endIndex - next else { throw .tooShort }
        defer { next += count }
        return bytes[next..<next + count]
    }

    mutating func number<Number: FixedWidthInteger & UnsignedInteger>(
        _: Number.Type = Number.self
    ) throws(Fault) -> Number {
        try take(Number.bitWidth / 8).reduce(0) { $0 << 8 | Number($1) }
    }

    mutating func truth() throws(Fault) -> Bool {
        try number(UInt8.self) != 0
    }

    mutating func data(atMost limit: Int) throws(Fault) -> [UInt8] {
        let count = Int(try number(UInt32.self))
        guard count <= limit else { throw .tooLong }
        return Array(try take(count))
    }

    mutating func text(atMost limit: Int = 1_024) throws(Fault) -> String {
        String(decoding: try data(atMost: limit), as: UTF8.self)
    }

    mutating func optionalText() throws(Fault) -> String? {
        let text = try text()
        return text.isEmpty ? nil : text
    }

    mutating func key() throws(Fault) -> InfoHash {
        guard let key = InfoHash(bytes: try take(InfoHash.count)) else { throw .badValue }
        return key
    }

    /// A message has nothing behind its end.
    func finish() throws(Fault) {
        guard next == bytes.endIndex else { throw .tooLong }
    }
}
