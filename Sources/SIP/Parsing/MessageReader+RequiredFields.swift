extension MessageReader {
    /// Every request has a Via, From, To, Call-ID and CSeq that can be read (RFC 3261 §8.1.1), and
    /// responses copy them (§8.2.6.2).
    mutating func checkRequiredFields(
        _ span: Span<UInt8>, _ startLine: SIPMessage.StartLine, _ headers: [HeaderField]
    ) {
        var hasVia = false
        var hasFrom = false
        var hasTo = false
        var hasCallID = false
        var hasCSeq = false
        for field in headers {
            switch field.name {
            case .via where !hasVia:
                hasVia = true
                if Via(span, in: field.valueRange) == nil { note(.badVia) }
            case .from where hasFrom, .to where hasTo, .callID where hasCallID, .cseq where hasCSeq:
                note(.repeatedField)
            case .from:
                hasFrom = true
                if !NameAddress.isReadable(span, in: field.valueRange) { note(.badFrom) }
            case .to:
                hasTo = true
                if !NameAddress.isReadable(span, in: field.valueRange) { note(.badTo) }
            case .callID:
                hasCallID = true
                if field.valueRange.isEmpty { note(.missingCallID) }
            case .cseq:
                hasCSeq = true
                guard let cseq = CSeq(span, in: field.valueRange) else {
                    note(.badCSeq)
                    continue
                }
                if case .request(_, let method, _) = startLine, !Self.areEqual(span, cseq.method, method) {
                    note(.methodMismatch)
                }
            default: continue
            }
        }
        if !hasVia { note(.missingVia) }
        if !hasFrom { note(.missingFrom) }
        if !hasTo { note(.missingTo) }
        if !hasCallID { note(.missingCallID) }
        if !hasCSeq { note(.missingCSeq) }
    }

    private static func areEqual(_ span: Span<UInt8>, _ left: ByteRange, _ right: ByteRange) -> Bool {
        guard left.count == right.count else { return false }
        for offset in 0..<left.count where span[left.lowerBound + offset] != span[right.lowerBound + offset] {
            return false
        }
        return true
    }
}
