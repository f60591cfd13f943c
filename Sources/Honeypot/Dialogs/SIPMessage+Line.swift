import NIOCore
import SIP

extension SIPMessage {
    /// The bytes of `range` on one line: line ends and the white space behind them become one space, so
    /// that they can stand in a header field of another message.
    func line(_ range: ByteRange) -> [UInt8] {
        let span = bytes.readableBytesUInt8Span
        guard range.upperBound <= span.count else { return [] }
        var line: [UInt8] = []
        line.reserveCapacity(range.count)
        var isFold = false
        for index in range.lowerBound..<range.upperBound {
            switch span[index] {
            case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
                if !isFold { line.append(UInt8(ascii: " ")) }
                isFold = true
            case UInt8(ascii: " ") where isFold, UInt8(ascii: "\t") where isFold: continue
            case let byte:
                line.append(byte)
                isFold = false
            }
        }
        return line
    }
}
