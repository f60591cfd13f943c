import NIOCore
import SIP

extension SIPMessage {
    /// The text in `range` as it stands there, of its first `limit` bytes at most and without half a
    /// character at the end. Bytes that are not UTF-8 become U+FFFD.
    func text(_ range: ByteRange, atMost limit: Int) -> String {
        var length = min(range.count, limit)
        if length < range.count {
            let span = bytes.readableBytesUInt8Span
            var steps = 0
            // What follows begins with the rest of a character: up to three bytes before it are its start.
            while steps < 3, length > 0, span[range.lowerBound + length] & 0xC0 == 0x80 {
                length -= 1
                steps += 1
            }
        }
        guard let slice = bytes.getSlice(at: bytes.readerIndex + range.lowerBound, length: length) else { return "" }
        return String(buffer: slice)
    }
}
