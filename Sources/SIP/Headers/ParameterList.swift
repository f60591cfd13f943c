/// Walks `;name=value;name` lists, and comma-separated ones of credentials, in place.
/// A value in quotes is given with its quotes.
public struct ParameterList: Sendable {
    public struct Parameter: Hashable, Sendable {
        public let name: ByteRange
        /// nil when there is no equals sign.
        public let value: ByteRange?
        /// Name, equals sign and value, without the separator in front.
        public let range: ByteRange
    }

    private let end: Int
    private let separator: UInt8
    private var position: Int

    init(range: ByteRange, separator: UInt8 = ASCII.semicolon) {
        position = range.lowerBound
        end = range.upperBound
        self.separator = separator
    }

    /// The next parameter, or nil at the end. Empty ones (`;;`) are passed over.
    @inline(__always)
    mutating func next(in span: Span<UInt8>) -> Parameter? {
        while position < end {
            if span[position] == separator {
                position += 1
                continue
            }
            let start = position
            var equals: Int?
            scan: while position < end {
                switch span[position] {
                case separator: break scan
                case ASCII.quote:
                    position = span.endOfQuotedString(at: position, in: ByteRange(position, end)) ?? end
                case ASCII.equals where equals == nil:
                    equals = position
                    position = span.firstIndex(of: separator, or: ASCII.quote, in: ByteRange(position, end)) ?? end
                default: position += 1
                }
            }
            let parameter = span.trimmed(ByteRange(start, position))
            if parameter.isEmpty { continue }
            guard let equals else { return Parameter(name: parameter, value: nil, range: parameter) }
            return Parameter(
                name: span.trimmed(ByteRange(parameter.lowerBound, equals)),
                value: span.trimmed(ByteRange(equals + 1, parameter.upperBound)),
                range: parameter)
        }
        return nil
    }
}
