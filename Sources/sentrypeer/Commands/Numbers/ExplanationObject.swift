import Telephony

/// How digits are read, as JSON.
struct ExplanationObject {
    private(set) var object = JSONObject()

    init(_ explanation: ReadingExplanation) {
        object.add("dialled", .string(explanation.form.description))
        object.add("service_number", .switch(explanation.isServiceNumber))
        object.add("readings", .array(explanation.candidates.map { .object(Self.reading($0)) }))
    }

    private static func reading(_ candidate: ReadingExplanation.Candidate) -> JSONObject {
        var object = JSONObject()
        object.add("e164", .text(candidate.e164?.description))
        object.add("country", .text(candidate.e164?.country?.description))
        object.add("confidence", .number(candidate.share))
        object.add("bits", .decimal(candidate.bits))
        object.add("prefix", .string(candidate.prefix))
        object.add("prefix_meaning", .string(candidate.prefixMeaning))
        object.add("prefix_bits", .decimal(candidate.prefixBits))
        object.add("standing", .text(candidate.standing.map { "\($0)" }))
        object.add("number_bits", .decimal(candidate.numberBits))
        return object
    }
}
