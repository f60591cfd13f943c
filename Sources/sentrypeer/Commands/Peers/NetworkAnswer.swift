import Sharing
import Store
import Telephony

/// What the network itself says of a subject.
struct NetworkAnswer {
    let answer: LookupAnswer
    let isActionable: Bool

    /// - Throws: when this node does not share: who gives nothing gets nothing.
    init(
        _ subject: LookupSubject, in reader: EventReader, _ settings: Settings
    ) throws(CommandError) {
        #if OpenDHT
            guard settings.peerToPeer else { throw .notSharing }
            guard settings.sharing.lookups != .off else { throw .networkLookupsOff }
            guard let asked = subject.asked(in: settings.dialPlan) else { throw .notAsked }
            let node = try CommandError.reading { () throws(StoreError) in try reader.nodeID() }
            guard let node else { throw .noNode }
            let configuration = try CommandError.keeping { () throws(NodeKeyError) in
                try SharingConfiguration(settings, node: node)
            }
            var question = try CommandError.reading { () throws(StoreError) in
                try NetworkQuestion(configuration, reader)
            }
            let said = question.ask(asked)
            answer = said.answer
            isActionable = said.isActionable
        #else
            throw .notSharing
        #endif
    }

    var words: String {
        switch answer {
        case .reported(let evidence):
            TextBlock.count(Set(evidence.map(\.evidence.author)).count, "node") + " reported it, "
                + (isActionable ? "enough to act on" : "not enough to act on")
        case .notSeen: "nobody who was asked has reported it, which says nothing for it"
        case .unknown(let doubt): "unknown: " + doubt.words
        }
    }

    var object: JSONObject {
        var object = JSONObject()
        switch answer {
        case .reported(let evidence):
            object.add("answer", .string("reported"))
            object.add("actionable", .switch(isActionable))
            object.add(
                "authors", .array(evidence.map { .string($0.evidence.author.description) }))
        case .notSeen: object.add("answer", .string("not_seen"))
        case .unknown(let doubt):
            object.add("answer", .string("unknown"))
            object.add("reason", .string(doubt.words))
        }
        return object
    }
}

extension LookupAnswer.Doubt {
    var words: String {
        switch self {
        case .overfull: "more is kept there than can be read"
        case .fewNodes: "too few other nodes are known"
        case .unfinished: "not every node answered in time"
        case .sealed: "what is there is sealed, and nobody gave this node the key"
        case .notAsked: "the network was not asked"
        }
    }
}

extension LookupSubject {
    /// nil for what the network knows no key of.
    fileprivate func asked(in plan: CallerDialPlan?) -> Subject? {
        switch self {
        case .address(let address): return .address(address)
        case .number(let text):
            guard let form = DialString(text.utf8), case .number(let e164, _) = CalledNumber(form, in: plan) else {
                return nil
            }
            return .number(e164)
        case .ending: return nil
        }
    }
}
