import Events
import Hummingbird
import Store

/// `GET /numbers/{number}`: whether a number was dialled, in this form or in another; with `verbose=1` what is known of
/// it. Whoever asks gets back what they asked for.
struct NumberRoute {
    /// Longer ones are nobody's; the longest of ITU-T E.164 §6.2.1 has 15 digits.
    private static let longest = 64
    private static let sources = 200
    private static let forms = 100

    let lookups: StoreLookups
    let lists: StoreLists
    let policy: ActionPolicy

    func register(in routes: RouteTable) {
        routes.get("numbers/:number") { request, context in
            // As with the original, what is no number is no route.
            guard let number = context.text("number"), Self.isNumber(number) else { throw APIFault.notFound }
            let style = JSONStyle(request)
            if try request.isOn("verbose") {
                let (subjects, policy) = (lookups.subjects(of: number), policy)
                let words = try await lists.read { try PeerFinding(subjects, in: $0, policy) }
                guard case .found(let finding) = try lookups.number(number, showsServices: true) else {
                    return .unseen("No phone number found", words, style)
                }
                return try await answer(number, finding, words, style)
            }
            guard try lookups.isKnown(number: number) else { return .message("No phone number found", style) }
            return .json(.ok, style) {
                $0.key("phone_number_found")
                $0.string(number)
            }
        }
    }

    private func answer(
        _ number: String, _ finding: NumberFinding, _ words: PeerFinding, _ style: JSONStyle
    ) async throws -> Response {
        let (forms, sources, nodes) = try await lists.read { reader in
            let forms =
                try finding.e164.map { try reader.forms(of: $0, limit: Self.forms) }
                ?? [finding.form].compactMap(\.self)
            let sources =
                try finding.target.map { try reader.sources(of: $0, limit: Self.sources) }
                ?? finding.form.map { try reader.sources(of: $0, limit: Self.sources) } ?? []
            return (forms, sources, try reader.reportingNodes(of: sources))
        }
        return .json(.ok, style) { json in
            json.key("phone_number_found")
            json.string(number)
            json.key("match")
            json.string(finding.match.rawValue)
            json.key("confidence")
            json.number(finding.confidence)
            json.text("called_number_e164", finding.e164?.description)
            json.text("country", finding.country?.description)
            json.seen(finding.firstSeen, finding.lastSeen, finding.attempts)
            json.key("sources_total")
            json.number(finding.sources)
            json.rows("sources", sources) { source, fields in
                fields.text("ip_address", source.value)
                fields.time("seen_last", source.lastSeen)
                fields.count("seen_count", source.attempts)
            }
            json.rows("forms", forms) { form, fields in
                fields.text("called_number", form.calledNumber)
                fields.text("prefix", form.reading?.prefix ?? "")
                fields.number("confidence", form.reading?.confidence)
                fields.time("seen_last", form.lastSeen)
                fields.count("seen_count", form.attempts)
            }
            json.peers(words)
            json.texts("reporting_nodes", nodes.map(\.description))
        }
    }

    /// An optional plus sign, then digits.
    private static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "+") ? text.utf8.dropFirst() : text.utf8[...]
        return !digits.isEmpty && digits.count <= longest
            && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
