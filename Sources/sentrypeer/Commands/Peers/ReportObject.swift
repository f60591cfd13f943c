import Events
import Store

/// One author's word as JSON.
struct ReportObject {
    private(set) var object = JSONObject()

    /// - Parameter namesAuthor: else it tells what was reported.
    init(_ report: StoredReport, namesAuthor: Bool, _ policy: ActionPolicy, at now: Timestamp) {
        if namesAuthor {
            object.add("author", .string(PeerKey.text(report.author)))
            object.add("standing", .string(report.standing(policy, at: now).name.description))
        } else {
            object.add(report.kind == .address ? "source_ip" : "called_number", .string(report.value))
        }
        object.add("origin", .string(report.origin.name.description))
        object.add("legacy", .switch(report.isLegacy))
        object.add("proven", .switch(report.isProven))
        object.add("first_seen", .string(report.firstSeen.description))
        object.add("last_seen", .string(report.lastSeen.description))
        object.add("attempts", .number(report.attempts))
        object.add("reports", .number(report.reports))
    }
}
