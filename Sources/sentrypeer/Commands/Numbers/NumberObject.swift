import Store
import Telephony

/// A dialled form, or a number in all its forms, as JSON.
struct NumberObject {
    private(set) var object = JSONObject()

    init(_ form: StoredForm) {
        object.add("called_number", .string(form.calledNumber))
        object.add("called_number_e164", .text(form.reading?.e164?.description))
        object.add("called_number_country", .text(form.reading?.e164?.country?.description))
        object.add("called_number_prefix", .text(form.reading?.prefix))
        object.add("called_number_confidence", form.reading.map { .number($0.confidence) } ?? .null)
        object.add("first_seen", .string(form.firstSeen.description))
        object.add("last_seen", .string(form.lastSeen.description))
        object.add("attempts", .number(form.attempts))
        object.add("sources", .number(form.sources))
    }

    init(_ target: StoredTarget) {
        object.add("called_number_e164", .string(target.e164.description))
        object.add("called_number_country", .text(target.e164.country?.description))
        object.add("first_seen", .string(target.firstSeen.description))
        object.add("last_seen", .string(target.lastSeen.description))
        object.add("attempts", .number(target.attempts))
        object.add("sources", .number(target.sources))
        object.add("forms", .number(target.forms))
    }
}
