/// Appends bytes to memory whose size was reckoned beforehand, without asking about room and ownership
/// at each piece as `ByteBuffer` has to. For the two places that every packet passes: its answer and its
/// line in the log. Each append checks the bound all the same, so that a wrong reckoning ends the text
/// early and never writes outside.
public struct ByteAppender: ~Copyable {
    // Valid while the closure that was given them runs; see `ByteBuffer.append(atMost:_:)`.
    @usableFromInline var next: UnsafeMutableRawPointer
    @usableFromInline let end: UnsafeMutableRawPointer

    init(_ memory: UnsafeMutableRawBufferPointer, start: UnsafeMutableRawPointer) {
        next = start
        end = start + memory.count
    }

    /// Bytes that may still be appended.
    @inlinable
    var room: Int { end - next }

    /// Where the next byte goes, counted from `start`.
    func count(from start: UnsafeMutableRawPointer) -> Int { next - start }

    @inlinable
    public mutating func append(_ byte: UInt8) {
        guard room >= 1 else { return }
        next.storeBytes(of: byte, as: UInt8.self)
        next += 1
    }

    @inlinable
    public mutating func append(_ text: StaticString) {
        let count = text.utf8CodeUnitCount
        guard room >= count else { return }
        next.copyMemory(from: text.utf8Start, byteCount: count)
        next += count
    }

    @inlinable
    public mutating func append(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBytes { source in
            guard let start = source.baseAddress, room >= source.count else { return }
            next.copyMemory(from: start, byteCount: source.count)
            next += source.count
        }
    }

    @inlinable
    public mutating func append(_ bytes: [UInt8]) {
        append(bytes.span)
    }

    /// Appends the first `count` bytes of `word` as they lie in memory, in one store where there is room for it.
    /// - Parameter count: 0…8.
    @inlinable
    public mutating func append(_ word: UInt64, count: Int = 8) {
        guard room >= 8, count <= 8 else {
            for shift in stride(from: 0, to: 8 * min(count, 8), by: 8) {
                append(UInt8(truncatingIfNeeded: UInt64(littleEndian: word) >> UInt64(shift)))
            }
            return
        }
        next.storeBytes(of: word, as: UInt64.self)
        next += count
    }

    /// Appends the lowest `digits` hexadecimal digits of `value`, in lower case.
    /// - Parameter digits: 1…8.
    @inlinable
    public mutating func append(hexadecimal value: UInt32, digits: Int) {
        // One nibble a byte; those above nine move on from behind "9" to "a".
        var nibbles = UInt64(value)
        nibbles = (nibbles << 16 | nibbles) & 0x0000_FFFF_0000_FFFF
        nibbles = (nibbles << 8 | nibbles) & 0x00FF_00FF_00FF_00FF
        nibbles = (nibbles << 4 | nibbles) & 0x0F0F_0F0F_0F0F_0F0F
        let letters = ((nibbles &+ 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101
        let text = nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 0x27
        append((text << UInt64(8 * (8 - digits))).bigEndian, count: digits)
    }

    /// Appends the lowest `width` decimal digits of `value`, with zeros in front.
    /// - Parameter width: 1…9.
    @inlinable
    public mutating func append(decimal value: UInt32, width: Int) {
        guard room >= width else { return }
        var rest = value
        for offset in stride(from: width - 1, through: 0, by: -1) {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            next.storeBytes(
                of: UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit), toByteOffset: offset, as: UInt8.self)
            rest = quotient
        }
        next += width
    }

    /// Appends a number that is not negative, in decimal.
    @inlinable
    public mutating func append(decimal value: Int) {
        var rest = UInt64(max(value, 0))
        // From the last digit on, with eight of them in a word: dividing by a constant costs far less than by a
        // power that has to be found first.
        guard rest >= 100_000_000 else {
            var word: UInt64 = 0
            var digits = 0
            repeat {
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                word = word << 8 | (0x30 &+ digit)
                digits += 1
                rest = quotient
            } while rest > 0
            append(word.littleEndian, count: digits)
            return
        }
        let (front, back) = rest.quotientAndRemainder(dividingBy: 100_000_000)
        append(decimal: Int(front))
        append(decimal: UInt32(back), width: 8)
    }
}
