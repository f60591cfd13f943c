import Events
import Telephony

/// What is known of a number that somebody asked for.
public struct NumberFinding: Hashable, Sendable {
    /// How it was found.
    public enum Match: String, Sendable {
        /// Attackers dialled just this.
        case exact
        /// They dialled another form of the same number.
        case e164
    }

    public let match: Match
    /// How sure it is, in percent, that what attackers dialled is what was asked for.
    public let confidence: Int
    /// The number behind the form; nil when attackers dialled just this and it is no number.
    public let e164: E164?
    /// The form as it was dialled, and what it comes to; nil when only others of the number were dialled.
    public let form: StoredForm?
    /// What all forms of the number come to; nil without a number.
    public let target: StoredTarget?

    public var country: Country? { e164?.country }
    public var firstSeen: Timestamp { target?.firstSeen ?? form?.firstSeen ?? Timestamp(nanoseconds: 0) }
    public var lastSeen: Timestamp { target?.lastSeen ?? form?.lastSeen ?? Timestamp(nanoseconds: 0) }
    /// Attempts at the number in all its forms, or at the form when it is no number.
    public var attempts: Int { target?.attempts ?? form?.attempts ?? 0 }
    /// Distinct addresses that made them.
    public var sources: Int { target?.sources ?? form?.sources ?? 0 }
}

/// What a look-up of a number says.
public enum NumberAnswer: Hashable, Sendable {
    case found(NumberFinding)
    case notFound
    /// Emergency and service numbers are never reported, whatever attackers dialled.
    case service
}
