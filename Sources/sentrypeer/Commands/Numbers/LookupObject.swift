import Store
import Telephony

/// The answer to a look-up, as JSON.
struct LookupObject {
    private(set) var object = JSONObject()

    /// - Parameter limit: forms and addresses to list.
    init(_ query: String, _ answer: LookupFinding, limit: Int) {
        object.add("query", .string(query))
        object.add("found", .switch(answer.isFound))
        switch answer {
        case .number(let finding, let forms, let sources): add(finding, forms, sources, limit)
        case .address(let address):
            object.add("match", .string("address"))
            object.add(address)
        case .ending(let forms):
            object.add("match", .string("ending"))
            object.add("forms", .array(forms.prefix(limit).map { .object(NumberObject($0).object) }))
            object.add("incomplete", .array(forms.count > limit ? [.string("forms")] : []))
        case .notFound: object.add("service_number", .switch(false))
        case .service: object.add("service_number", .switch(true))
        }
    }

    private mutating func add(
        _ finding: NumberFinding, _ forms: [StoredForm], _ sources: [StoredTotal], _ limit: Int
    ) {
        object.add("match", .string(finding.match.rawValue))
        object.add("confidence", .number(finding.confidence))
        object.add("called_number_e164", .text(finding.e164?.description))
        object.add("called_number_country", .text(finding.country?.description))
        object.add("first_seen", .string(finding.firstSeen.description))
        object.add("last_seen", .string(finding.lastSeen.description))
        object.add("attempts", .number(finding.attempts))
        object.add("sources", .number(finding.sources))
        object.add("forms", .array(forms.prefix(limit).map { .object(NumberObject($0).object) }))
        object.add(
            "addresses",
            .array(
                sources.prefix(limit).map { source in
                    var address = JSONObject()
                    address.add(source)
                    return .object(address)
                }))
        let lists = [("forms", forms.count > limit), ("addresses", sources.count > limit)]
        object.add("incomplete", .array(lists.filter(\.1).map { .string($0.0) }))
    }
}

extension JSONObject {
    /// What is known of an address.
    fileprivate mutating func add(_ address: StoredTotal) {
        add("source_ip", .string(address.value))
        add("first_seen", .string(address.firstSeen.description))
        add("last_seen", .string(address.lastSeen.description))
        add("attempts", .number(address.attempts))
    }
}
