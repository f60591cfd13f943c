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
    /// Of the number in all its forms, or of the form when it is no number; so are those below.
    public let firstSeen: Timestamp
    public let lastSeen: Timestamp
    public let attempts: Int
    /// Distinct addresses that made them.
    public let sources: Int

    /// - Parameters:
    ///   - form: just what was asked for.
    ///   - target: the number behind it.
    init(exactly form: StoredForm, of target: StoredTarget?) {
        match = .exact
        confidence = 100
        e164 = form.reading?.e164
        self.form = form
        self.target = target
        firstSeen = target?.firstSeen ?? form.firstSeen
        lastSeen = target?.lastSeen ?? form.lastSeen
        attempts = target?.attempts ?? form.attempts
        sources = target?.sources ?? form.sources
    }

    /// - Parameter confidence: that what was asked for and what was dialled both mean this number, in percent.
    init(_ target: StoredTarget, confidence: Int) {
        match = .e164
        self.confidence = confidence
        e164 = target.e164
        form = nil
        self.target = target
        firstSeen = target.firstSeen
        lastSeen = target.lastSeen
        attempts = target.attempts
        sources = target.sources
    }

    public var country: Country? { e164?.country }
}
