import Store

extension JSONWriter {
    mutating func peers(_ finding: PeerFinding) {
        key("peers_actionable")
        bool(finding.isActionable)
        rows("peer_reports", finding.reports) { report, fields in
            fields.text("author", PeerKey.text(report.author))
            fields.text("standing", finding.standing(report).name.description)
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
