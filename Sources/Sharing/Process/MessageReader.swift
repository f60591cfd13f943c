import SIP

/// Reads what `MessageWriter` wrote.
struct MessageReader {
    /// Why bytes are no message.
    enum Fault: Error, Equatable {
        case tooShort, tooLong, unknownKind, badValue
    }

    static let textLimit = 1_024

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
        switch try number(UInt8.self) {
        case 0: false
        case 1: true
        default: throw .badValue
        }
    }

    mutating func data(atMost limit: Int) throws(Fault) -> [UInt8] {
        let count = Int(try number(UInt32.self))
        guard count <= limit else { throw .tooLong }
        return Array(try take(count))
    }

    mutating func text(atMost limit: Int = textLimit) throws(Fault) -> String {
        guard let text = String(validating: try data(atMost: limit), as: UTF8.self) else { throw .badValue }
        return text
    }

    mutating func optionalText() throws(Fault) -> String? {
        let text = try text()
        return text.isEmpty ? nil : text
    }

    mutating func key() throws(Fault) -> InfoHash {
        guard let key = InfoHash(bytes: try take(InfoHash.count)) else { throw .badValue }
        return key
    }

    mutating func address() throws(Fault) -> IPAddress {
        IPAddress(high: try number(), low: try number())
    }

    /// A message has nothing behind its end.
    func finish() throws(Fault) {
        guard next == bytes.endIndex else { throw .tooLong }
    }
}
