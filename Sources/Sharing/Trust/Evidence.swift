import Events
import SIP
import Telephony

/// What is reported.
public enum Subject: Hashable, Sendable {
    case address(IPAddress)
    case number(E164)
}

/// One author's word about a subject. By itself it is a reason to look, never to block.
public struct Evidence: Hashable, Sendable {
    public enum Origin: UInt8, Comparable, Sendable {
        /// An author of whom nothing is known.
        case anyone
        /// Whoever has the group's secret.
        case group
        /// An author on the list.
        case trusted

        public static func < (left: Origin, right: Origin) -> Bool { left.rawValue < right.rawValue }
    }

    public let subject: Subject
    public let author: AuthorKey
    public var origin: Origin
    /// When its attempts were, by the author's clock.
    public var first: Timestamp
    public var last: Timestamp
    public var attempts: UInt64
    /// Whether the address was shown to receive what is sent to it.
    public var isProven: Bool

    public init(
        subject: Subject, author: AuthorKey, origin: Origin, first: Timestamp, last: Timestamp, attempts: UInt64,
        isProven: Bool
    ) {
        self.subject = subject
        self.author = author
        self.origin = origin
        self.first = first
        self.last = last
        self.attempts = attempts
        self.isProven = isProven
    }
}
