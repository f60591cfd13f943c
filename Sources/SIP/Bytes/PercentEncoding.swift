/// `%41` escapes of URIs (RFC 3261 §25.1 escaped).
public enum PercentEncoding {
    /// The bytes of `range` with escapes decoded. A broken escape stays as it is.
    public static func decode(_ span: Span<UInt8>, _ range: ByteRange) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            if span[index] == ASCII.percent, index + 2 < range.upperBound,
                let high = span[index + 1].hexValue, let low = span[index + 2].hexValue
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(span[index])
                index += 1
            }
        }
        return decoded
    }
}
