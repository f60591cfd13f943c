import SIP
import Telephony

extension ProbeEvent {
    /// More than a form that anybody reads is long, each of its bytes as an escape.
    private static let longestForm = 3 * 1_024

    /// The digits that were dialled; nil when nothing was, or a name.
    public var dialString: DialString? {
        guard let calledNumber else { return nil }
        let start = calledNumber.lowerBound
        let form = ByteRange(start, start + min(calledNumber.count, Self.longestForm))
        let span = message.readableBytesUInt8Span
        for index in form.lowerBound..<form.upperBound where span[index] == UInt8(ascii: "%") {
            return DialString(PercentEncoding.decode(span, form).span)
        }
        return DialString(span.extracting(form.lowerBound..<form.upperBound))
    }
}
