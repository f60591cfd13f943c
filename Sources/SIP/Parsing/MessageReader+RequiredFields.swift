/// The fields that every request carries (RFC 3261 §8.1.1) and responses copy (§8.2.6.2), the first of
/// each name. nil where one is missing or cannot be read.
struct RequiredFields: Sendable {
    var topVia: Via?
    var from: NameAddress?
    var to: NameAddress?
    var cseq: CSeq?
}

extension MessageReader {
    /// Reads them once for everybody who asks later, and notes what is wrong with them.
    mutating func readRequiredFields(
        _ span: Span<UInt8>, _ startLine: SIPMessage.StartLine, _ headers: [HeaderField]
    ) -> RequiredFields {
        var fields = RequiredFields()
        var hasVia = false
        var hasFrom = false
        var hasTo = false
        var hasCallID = false
        var hasCSeq = false
        for field in headers {
            switch field.name {
            case .via where !hasVia:
                hasVia = true
                fields.topVia = Via(span, in: field.valueRange)
                if fields.topVia == nil { note(.badVia) }
            case .from where hasFrom, .to where hasTo, .callID where hasCallID, .cseq where hasCSeq:
                note(.repeatedField)
            case .from:
                hasFrom = true
                fields.from = NameAddress(span, in: field.valueRange)
                if fields.from == nil { note(.badFrom) }
            case .to:
                hasTo = true
                fields.to = NameAddress(span, in: field.valueRange)
                if fields.to == nil { note(.badTo) }
            case .callID:
                hasCallID = true
                if field.valueRange.isEmpty { note(.missingCallID) }
            case .cseq:
                hasCSeq = true
                fields.cseq = CSeq(span, in: field.valueRange)
                checkCSeq(span, startLine, fields.cseq)
            default: continue
            }
        }
        if !hasVia { note(.missingVia) }
        if !hasFrom { note(.missingFrom) }
        if !hasTo { note(.missingTo) }
        if !hasCallID { note(.missingCallID) }
        if !hasCSeq { note(.missingCSeq) }
        return fields
    }

    private mutating func checkCSeq(_ span: Span<UInt8>, _ startLine: SIPMessage.StartLine, _ cseq: CSeq?) {
        guard let cseq else {
            note(.badCSeq)
            return
        }
        if case .request(_, let method, _) = startLine, !Self.areEqual(span, cseq.method, method) {
            note(.methodMismatch)
        }
    }

    private static func areEqual(_ span: Span<UInt8>, _ left: ByteRange, _ right: ByteRange) -> Bool {
        guard left.count == right.count else { return false }
        for offset in 0..<left.count where span[left.lowerBound + offset] != span[right.lowerBound + offset] {
            return false
        }
        return true
    }
}
