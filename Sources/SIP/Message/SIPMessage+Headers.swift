import NIOCore

/// Typed access. Each property reads the first field of its name when it is asked for and is nil when
/// the field is absent or cannot be read.
extension SIPMessage {
    /// The URI in `range`, which may be that of a `NameAddress`.
    public func uri(in range: ByteRange) -> SIPURI? {
        SIPURI(bytes.readableBytesUInt8Span, in: range)
    }

    public var referTo: NameAddress? { address(.referTo) }

    /// The first of the Contact values.
    public var contact: NameAddress? {
        guard let field = firstHeader(.contact) else { return nil }
        let span = bytes.readableBytesUInt8Span
        let end = span.firstUnquotedIndex(of: ASCII.comma, in: field.valueRange) ?? field.valueRange.upperBound
        return NameAddress(span, in: ByteRange(field.valueRange.lowerBound, end))
    }

    private func address(_ name: HeaderName) -> NameAddress? {
        guard let field = firstHeader(name) else { return nil }
        return NameAddress(bytes.readableBytesUInt8Span, in: field.valueRange)
    }

    /// Every address in the fields of that name, comma-separated ones too (RFC 3261 §7.3.1).
    public func addresses(_ name: HeaderName) -> [NameAddress] {
        let span = bytes.readableBytesUInt8Span
        var found: [NameAddress] = []
        for value in values(name) {
            if let address = NameAddress(span, in: value) { found.append(address) }
        }
        return found
    }

    /// Every Via value from the top down.
    public var vias: [Via] {
        let span = bytes.readableBytesUInt8Span
        var found: [Via] = []
        for value in values(.via) {
            if let via = Via(span, in: value) { found.append(via) }
        }
        return found
    }

    /// The values of all fields of that name, split at commas outside quotes and angle brackets.
    public func values(_ name: HeaderName) -> [ByteRange] {
        let span = bytes.readableBytesUInt8Span
        var found: [ByteRange] = []
        for field in headers where field.name == name {
            var rest = field.valueRange
            while let comma = span.firstUnquotedIndex(of: ASCII.comma, in: rest) {
                found.append(span.trimmed(ByteRange(rest.lowerBound, comma)))
                rest = ByteRange(comma + 1, rest.upperBound)
            }
            found.append(span.trimmed(rest))
        }
        return found
    }

    public var callID: ByteRange? { value(.callID) }
    public var userAgent: ByteRange? { value(.userAgent) }
    public var contentType: ByteRange? { value(.contentType) }

    /// The first field's value, or nil when there is none or it is empty.
    public func value(_ name: HeaderName) -> ByteRange? {
        guard let field = firstHeader(name), !field.valueRange.isEmpty else { return nil }
        return field.valueRange
    }

    public var contentLength: Int? { number(.contentLength) }
    public var maxForwards: Int? { number(.maxForwards) }
    /// Seconds (RFC 3261 §20.19).
    public var expires: Int? { number(.expires) }

    private func number(_ name: HeaderName) -> Int? {
        guard let field = firstHeader(name) else { return nil }
        return bytes.readableBytesUInt8Span.decimal(in: field.valueRange)
    }

    public var authorization: Credentials? { credentials(.authorization) }
    public var proxyAuthorization: Credentials? { credentials(.proxyAuthorization) }

    private func credentials(_ name: HeaderName) -> Credentials? {
        guard let field = firstHeader(name) else { return nil }
        return Credentials(bytes.readableBytesUInt8Span, in: field.valueRange)
    }
}
