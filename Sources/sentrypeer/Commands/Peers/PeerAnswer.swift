import Events
import Sharing
import Store
import Telephony

/// What other nodes say of a subject: what they reported to this one, and what the network says when it is asked.
struct PeerAnswer {
    let finding: PeerFinding
    /// nil when it was not asked.
    var network: NetworkAnswer?

    init(
        _ subject: LookupSubject, in reader: EventReader, plan: CallerDialPlan?, _ policy: ActionPolicy,
        at now: Timestamp
    ) throws(StoreError) {
        finding = try PeerFinding(subject.reported(in: plan), in: reader, policy, at: now)
    }

    private var reports: [StoredReport] { finding.reports }

    /// For a person: nothing when nobody said anything. That is never the same as harmless.
    var text: String {
        var block = TextBlock()
        if !reports.isEmpty {
            block.add(
                "peers",
                [TextBlock.count(reports.count, "report")]
                    + reports.prefix(12).map { "\(Self.name($0)) (\(standing($0)))" }, hasMore: reports.count > 12)
            block.add("together", [finding.isActionable ? "enough to act on" : "not enough to act on"])
        }
        if let network { block.add("network", [network.words]) }
        return block.text
    }

    private static func name(_ report: StoredReport) -> String {
        report.isLegacy ? PeerKey.text(report.author) : PeerKey.short(report.author)
    }

    private func standing(_ report: StoredReport) -> String {
        if report.isLegacy { return "an original node, nobody vouches for it" }
        if report.origin != .anyone { return report.origin.name.description }
        return finding.standing(report).name.description
    }

    func add(to object: inout JSONObject) {
        if !reports.isEmpty {
            object.add("peers_actionable", .switch(finding.isActionable))
            object.add(
                "peer_reports",
                .array(
                    reports.map {
                        .object(ReportObject($0, namesAuthor: true, finding.policy, at: finding.time).object)
                    }))
        }
        if let network { object.add("network", .object(network.object)) }
    }
}

extension LookupSubject {
    /// How other nodes may name it; nothing for the end of a number.
    fileprivate func reported(in plan: CallerDialPlan?) -> [PeerSubject] {
        switch self {
        case .address(let address): [.address(address)]
        case .number(let text): PeerSubject.numbers(text, in: plan)
        case .ending: []
        }
    }
}
