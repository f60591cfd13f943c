/// Appends bytes to memory whose size was reckoned beforehand, without asking about room and ownership
/// at each piece as `ByteBuffer` has to. For the two places that every packet passes: its answer and its
/// line in the log. Each append checks the bound all the same, so that a wrong reckoning ends the text
/// early and never writes outside.
public struct ByteAppender: ~Copyable {
    // Valid while the closure that was given them runs; see `ByteBuffer.append(atMost:_:)`.
    private var next: UnsafeMutableRawPointer
    private let end: UnsafeMutableRawPointer

    init(_ memory: UnsafeMutableRawBufferPointer, start: UnsafeMutableRawPointer) {
        next = start
        end = start + memory.count
    }

    /// Bytes that may still be appended.
    @inline(__always)
    var room: Int { end - next }

    /// Where the next byte goes, counted from `start`.
    func count(from start: UnsafeMutableRawPointer) -> Int { next - start }

    @inline(__always)
    public mutating func append(_ byte: UInt8) {
        guard room >= 1 else { return }
        next.storeBytes(of: byte, as: UInt8.self)
        next += 1
    }

    @inline(__always)
    public mutating func append(_ text: StaticString) {
        let count = text.utf8CodeUnitCount
        guard room >= count else { return }
        next.copyMemory(from: text.utf8Start, byteCount: count)
        next += count
    }

    @inline(__always)
    public mutating func append(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBytes { source in
            guard let start = source.baseAddress, room >= source.count else { return }
            next.copyMemory(from: start, byteCount: source.count)
            next += source.count
        }
    }

    @inline(__always)
    public mutating func append(_ bytes: [UInt8]) {
        append(bytes.span)
    }

    /// Appends a number that is not negative, in decimal.
    public mutating func append(decimal value: Int) {
        var divisor = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }
}
