import Delivery
import Store
import Telephony

/// The answer to a look-up, for a person.
struct LookupText {
    let text: String

    /// - Parameter limit: forms and addresses to show.
    init(_ query: String, _ answer: LookupFinding, limit: Int) {
        text =
            switch answer {
            case .number(let finding, let forms, let sources): Self.block(finding, forms, sources, limit)
            case .address(let address): Self.block(address)
            case .ending(let forms): NumberTable.head(of: .form) + forms.prefix(limit).map(NumberTable.line).joined()
            case .notFound: "\(TextBlock.value(query)): not found. No attacker was seen with it.\n"
            case .service: "\(TextBlock.value(query)): an emergency or service number, which is never reported.\n"
            }
    }

    private static func block(
        _ finding: NumberFinding, _ forms: [StoredForm], _ sources: [StoredTotal], _ limit: Int
    ) -> String {
        let name = finding.e164?.description ?? TextBlock.value(finding.form?.calledNumber ?? "")
        var block = TextBlock([
            name, TextBlock.span(finding.firstSeen, finding.lastSeen), TextBlock.count(finding.attempts, "attempt"),
        ])
        block.add("match", [match(finding)])
        if let country = finding.country { block.add("country", [country.description]) }
        block.add(
            "forms", forms.prefix(limit).map { "\(TextBlock.value($0.calledNumber)) (\($0.attempts))" },
            hasMore: forms.count > limit)
        if finding.target != nil { block.add("prefixes", prefixes(forms.prefix(limit)), hasMore: forms.count > limit) }
        block.add(
            "from",
            ["\(TextBlock.count(finding.sources, "address", plural: "addresses"))"]
                + sources.prefix(limit).map { TerminalText.printable($0.value) }, hasMore: sources.count > limit)
        return block.text
    }

    private static func match(_ finding: NumberFinding) -> String {
        switch finding.match {
        case .exact:
            finding.form?.reading.flatMap { reading in
                reading.e164.map { _ in "dialled just so; the number behind it \(reading.confidence) % sure" }
            } ?? "dialled just so"
        case .e164: "another form of the number was dialled, \(finding.confidence) % sure"
        }
    }

    /// What stood in front of the number, the usual first.
    private static func prefixes(_ forms: ArraySlice<StoredForm>) -> [String] {
        var attempts: [String: Int] = [:]
        for form in forms {
            let prefix = form.reading?.prefix ?? ""
            let shown = prefix.isEmpty ? (form.calledNumber.hasPrefix("+") ? "+" : "none") : prefix
            attempts[shown, default: 0] += form.attempts
        }
        return attempts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) (\($0.value))" }
    }

    private static func block(_ address: StoredTotal) -> String {
        var block = TextBlock([
            address.value, TextBlock.span(address.firstSeen, address.lastSeen),
            TextBlock.count(address.attempts, "attempt"),
        ])
        block.add("match", ["the address"])
        return block.text
    }
}
