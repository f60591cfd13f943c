import Telephony

/// How digits are read, for a person.
struct ExplanationText {
    private(set) var text: String

    init(_ explanation: ReadingExplanation) {
        let form = explanation.form
        if explanation.isServiceNumber {
            text = "\(form) is an emergency or service number: no look-up reports it.\n"
        } else if let best = explanation.candidates.first, let number = best.e164 {
            let prefix = best.prefix.isEmpty ? "" : " behind \(best.prefix)"
            text = "\(form) is \(Self.name(number))\(prefix), \(best.share) % sure.\n"
        } else {
            text = "\(form) is no telephone number, \(explanation.candidates.first?.share ?? 100) % sure.\n"
        }
        for candidate in explanation.candidates { text += "\n" + Self.lines(candidate) }
    }

    private static func lines(_ candidate: ReadingExplanation.Candidate) -> String {
        let share = "\(candidate.share)"
        let head = String(repeating: " ", count: max(0, 4 - share.count)) + share + " %  "
        let bits = JSONValue.decimal(candidate.bits).json
        guard let number = candidate.e164 else {
            return head + "an extension, or something else\n        \(bits) bits\n"
        }
        let decimal = { (number: Double) in JSONValue.decimal(number).json }
        let standing = candidate.standing == .allocated ? "an allocated number" : "a number not allocated"
        let trunk = candidate.trunkPrefix.isEmpty ? "" : " with a \(candidate.trunkPrefix) too many"
        return """
            \(head)\(name(number)), \(front(candidate))
                    \(bits) bits: \(decimal(candidate.prefixBits)) for what stands in front, \
            \(decimal(candidate.numberBits)) for \(standing)\(trunk)

            """
    }

    private static func front(_ candidate: ReadingExplanation.Candidate) -> String {
        candidate.prefix.isEmpty
            ? candidate.prefixMeaning : "behind \(candidate.prefix): \(candidate.prefixMeaning)"
    }

    private static func name(_ number: E164) -> String {
        number.description + (number.country.map { " (\($0))" } ?? "")
    }
}

extension ReadingExplanation {
    /// Whether it is no attacker's target but a number that everybody must be able to call.
    var isServiceNumber: Bool { CalledNumber(form, in: nil) == .service }
}
