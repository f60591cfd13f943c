import Events
import Store

/// What other nodes say of one address or number.
struct PeerWords: Sendable {
    /// Authors that are named.
    private static let limit = 200

    let reports: [StoredReport]
    /// Whether one may act on it.
    let isActionable: Bool
    let policy: ActionPolicy
    let now: Timestamp

    /// - Parameter subjects: the same thing in each of its spellings.
    init(_ subjects: [PeerSubject], in reader: EventReader, _ policy: ActionPolicy) throws(StoreError) {
        var reports: [StoredReport] = []
        var isActionable = false
        let now = Timestamp.now
        for subject in Set(subjects) {
            reports += try reader.reports(of: subject, limit: Self.limit)
            if !isActionable { isActionable = try reader.isActionable(subject, policy, at: now) }
        }
        self.reports = reports
        self.isActionable = isActionable
        self.policy = policy
        self.now = now
    }
}

extension JSONWriter {
    mutating func peers(_ words: PeerWords) {
        key("peers_actionable")
        bool(words.isActionable)
        rows("peer_reports", words.reports) { report, fields in
            fields.text("author", PeerKey.text(report.author))
            fields.text("standing", report.standing(words.policy, at: words.now).name.description)
            fields.word(report)
        }
    }
}

extension FieldWriter {
    /// An author's word, without who and of what.
    mutating func word(_ report: StoredReport) {
        text("origin", report.origin.name.description)
        bool("legacy", report.isLegacy)
        bool("proven", report.isProven)
        time("seen_first", report.firstSeen)
        time("seen_last", report.lastSeen)
        count("seen_count", report.attempts)
    }
}
