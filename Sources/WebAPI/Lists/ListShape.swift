import Store
import Telephony

/// How a list is named in JSON, and what its rows hold.
struct ListShape<Item: Sendable>: Sendable {
    let totalKey: StaticString
    let listKey: StaticString
    /// What is said when there is nothing to list.
    let noneFound: String
    /// The field that names an item comes first.
    let write: @Sendable (Item, inout FieldWriter) -> Void
}

extension ListShape<StoredTotal> {
    /// As the original gives them, and so are `numbers`.
    static let addresses = ListShape(
        totalKey: "ip_addresses_total", listKey: "ip_addresses", noneFound: "No bad actors found"
    ) { address, fields in
        fields.text("ip_address", address.value)
        fields.time("seen_last", address.lastSeen)
        fields.count("seen_count", address.attempts)
    }

    static let numbers = ListShape(
        totalKey: "called_numbers_total", listKey: "called_numbers", noneFound: "No phone numbers found"
    ) { number, fields in
        fields.text("called_number", number.value)
        fields.time("seen_last", number.lastSeen)
        fields.count("seen_count", number.attempts)
    }

    /// With what only pages of a list tell.
    static let addressesInFull = ListShape(
        totalKey: addresses.totalKey, listKey: addresses.listKey, noneFound: addresses.noneFound
    ) { address, fields in
        fields.text("ip_address", address.value)
        fields.time("seen_first", address.firstSeen)
        fields.time("seen_last", address.lastSeen)
        fields.count("seen_count", address.attempts)
    }

    static let userAgents = ListShape(
        totalKey: "user_agents_total", listKey: "user_agents", noneFound: "No user agents found"
    ) { agent, fields in
        fields.text("user_agent", agent.value)
        fields.time("seen_last", agent.lastSeen)
        fields.count("seen_count", agent.attempts)
    }

    static let methods = ListShape(
        totalKey: "sip_methods_total", listKey: "sip_methods", noneFound: "No SIP methods found"
    ) { method, fields in
        fields.text("sip_method", method.value)
        fields.time("seen_last", method.lastSeen)
        fields.count("seen_count", method.attempts)
    }
}

extension ListShape<StoredForm> {
    static let forms = ListShape(
        totalKey: "called_numbers_total", listKey: "called_numbers", noneFound: "No phone numbers found"
    ) { form, fields in
        fields.form(form)
        fields.time("seen_first", form.firstSeen)
        fields.time("seen_last", form.lastSeen)
        fields.count("seen_count", form.attempts)
        fields.number("sources_total", form.sources)
    }
}

extension ListShape<TargetRow> {
    static let targets = ListShape(
        totalKey: "targets_total", listKey: "called_numbers", noneFound: "No phone numbers found", write: row)
    static let targetsOfCountry = ListShape(
        totalKey: "targets_total", listKey: "targets", noneFound: "No phone numbers found", write: row)

    private static let row: @Sendable (TargetRow, inout FieldWriter) -> Void = { row, fields in
        fields.text("called_number_e164", row.target.e164.description)
        fields.text("country", row.target.e164.country?.description)
        fields.time("seen_first", row.target.firstSeen)
        fields.time("seen_last", row.target.lastSeen)
        fields.count("seen_count", row.target.attempts)
        fields.number("forms_total", row.target.forms)
        fields.number("sources_total", row.target.sources)
        fields.rows("prefixes", row.prefixes) { prefix, fields in
            fields.text("prefix", prefix.prefix)
            fields.number("attempts", prefix.attempts)
        }
    }
}

extension ListShape<StoredCountry> {
    static let countries = ListShape(
        totalKey: "countries_total", listKey: "countries", noneFound: "No countries found"
    ) { country, fields in
        fields.text("country", country.country.description)
        fields.number("targets_total", country.targets)
        fields.time("seen_last", country.lastSeen)
        fields.count("seen_count", country.attempts)
    }
}

extension FieldWriter {
    /// A number as it was dialled, and what it means.
    mutating func form(_ form: StoredForm) {
        text("called_number", form.calledNumber)
        text("called_number_e164", form.reading?.e164?.description)
        text("country", form.reading?.e164?.country?.description)
        text("prefix", form.reading?.prefix ?? "")
        number("confidence", form.reading?.confidence)
    }
}
