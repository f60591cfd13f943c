/// What is wrong with a message that can be read all the same. Real stacks tolerate much of this; a
/// honeypot records all of it, since it tells attack tools apart.
public enum SIPDefect: Int, CaseIterable, Sendable {
    /// The header section ends without its empty line (RFC 3261 §7).
    case noEndOfHeaders
    /// A header line without a colon, or with a name that is not a token (§7.3.1).
    case badHeaderLine
    /// More header fields, or a longer line or Request-URI, than the limits allow.
    case tooManyHeaderFields, lineTooLong, uriTooLong
    /// A version other than SIP/2.0 (§8.2, answered with 505).
    case badVersion
    /// A Request-URI in angle brackets, with white space, or without a scheme (§7.1, §25.1).
    case badRequestURI
    /// A field that every request carries is missing (§8.1.1).
    case missingVia, missingFrom, missingTo, missingCallID, missingCSeq
    /// The field is there but cannot be read (§20).
    case badVia, badFrom, badTo, badCSeq
    /// CSeq names another method than the Request-Line (§8.1.1.5).
    case methodMismatch
    /// Content-Length is not a number, or stands there twice with different values (§20.14).
    case badContentLength
    /// The body is shorter than Content-Length says (§18.3).
    case bodyTooShort
    /// There are bytes behind the body, which are no part of the message (§18.3).
    case bodyTooLong
    /// A second From, To, Call-ID or CSeq, each of which stands once (§7.3.1, RFC 4475 §3.3.8). The first
    /// is the one that counts.
    case repeatedField

    /// The name used in events and counters, such as `missing-cseq`.
    public var name: String {
        switch self {
        case .noEndOfHeaders: "no-end-of-headers"
        case .badHeaderLine: "bad-header-line"
        case .tooManyHeaderFields: "too-many-header-fields"
        case .lineTooLong: "line-too-long"
        case .uriTooLong: "uri-too-long"
        case .badVersion: "bad-version"
        case .badRequestURI: "bad-request-uri"
        case .missingVia: "missing-via"
        case .missingFrom: "missing-from"
        case .missingTo: "missing-to"
        case .missingCallID: "missing-call-id"
        case .missingCSeq: "missing-cseq"
        case .badVia: "bad-via"
        case .badFrom: "bad-from"
        case .badTo: "bad-to"
        case .badCSeq: "bad-cseq"
        case .methodMismatch: "method-mismatch"
        case .badContentLength: "bad-content-length"
        case .bodyTooShort: "body-too-short"
        case .bodyTooLong: "body-too-long"
        case .repeatedField: "repeated-field"
        }
    }
}

/// The set of defects of one message.
public struct SIPDefects: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public init(_ defect: SIPDefect) { rawValue = 1 << UInt32(defect.rawValue) }

    public func contains(_ defect: SIPDefect) -> Bool { contains(SIPDefects(defect)) }

    public mutating func insert(_ defect: SIPDefect) { insert(SIPDefects(defect)) }

    /// The defects one by one, in the order of `SIPDefect`.
    public var all: [SIPDefect] { SIPDefect.allCases.filter { contains($0) } }

    /// Defects that a user agent server answers with 400 (RFC 3261 §8.2, §16.3, §18.3, §21.4.1).
    public static let badRequest: SIPDefects = [
        .init(.noEndOfHeaders), .init(.badHeaderLine), .init(.tooManyHeaderFields), .init(.lineTooLong),
        .init(.badRequestURI), .init(.missingVia), .init(.missingFrom), .init(.missingTo),
        .init(.missingCallID), .init(.missingCSeq), .init(.badVia), .init(.badFrom), .init(.badTo),
        .init(.badCSeq), .init(.methodMismatch), .init(.badContentLength), .init(.bodyTooShort),
        .init(.repeatedField),
    ]
}
