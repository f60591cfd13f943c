/// What tells one stack's requests from another's.
public struct SIPRequestLayout: Hashable, Sendable {
    /// A field, or those that the caller gives.
    public enum Field: String, CaseIterable, Sendable {
        case via, route, maxForwards, from, to, callID, cseq, headers, contentLength
    }

    /// All fields, each once.
    public let order: [Field]
    /// `;branch=…;rport` instead of `;rport;branch=…`.
    public var isBranchFirst: Bool
    /// Two spaces in `Content-Length:  0`, as PJSIP writes it.
    public var isContentLengthPadded: Bool

    /// - Parameter order: what comes first; a field that is not named follows at the end.
    public init(order: [Field] = [], isBranchFirst: Bool = false, isContentLengthPadded: Bool = false) {
        var complete: [Field] = []
        for field in order + Field.allCases where !complete.contains(field) { complete.append(field) }
        self.order = complete
        self.isBranchFirst = isBranchFirst
        self.isContentLengthPadded = isContentLengthPadded
    }
}
