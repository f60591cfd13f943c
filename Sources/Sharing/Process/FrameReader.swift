/// Messages in a stream of bytes, each behind its length.
struct FrameReader {
    /// A value with all that is told of it is less.
    static let limit = 1 << 17

    private var buffer: [UInt8] = []
    private var start = 0

    mutating func append(_ bytes: some Collection<UInt8>) {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole message; nil when more bytes have to come.
    mutating func next() throws(MessageReader.Fault) -> ArraySlice<UInt8>? {
        guard buffer.count - start >= 4 else { return nil }
        let length = buffer[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        guard length <= Self.limit else { throw .tooLong }
        guard buffer.count - start >= 4 + length else { return nil }
        defer { start += 4 + length }
        return buffer[start + 4..<start + 4 + length]
    }
}
