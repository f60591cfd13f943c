import Events
import NIOCore
import Store

extension FieldWriter {
    /// An event: the original's thirteen keys, without the message where it was not read, then ours, those that it has.
    mutating func event(_ event: StoredEvent, version: String) {
        // What a line of text is: the first field, which here would be the same in all of them.
        if isText { return text("event_uuid", event.uuid) }
        text("app_name", "sentrypeer")
        text("app_version", version)
        text("event_timestamp", event.time)
        text("event_uuid", event.uuid)
        text("created_by_node_id", event.node)
        text("collected_method", event.collection)
        text("transport_type", event.transport)
        text("source_ip", event.source)
        text("destination_ip", event.destination ?? "NOT_FOUND")
        text("called_number", event.calledNumber ?? "NOT_FOUND")
        text("sip_method", event.method ?? "NOT_FOUND")
        text("sip_user_agent", event.userAgent ?? "NOT_FOUND")
        number("attempts", event.attempts)
        number("retransmissions", event.retransmissions)
        // A table has all columns in each line; an object only what there is.
        if let port = has(event.sourcePort) { number("source_port", port) }
        if let port = has(event.destinationPort) { number("destination_port", port) }
        if let value = has(event.toNumber) { text("to_number", value) }
        if let value = has(event.status) { number("sip_status", value) }
        if let value = has(event.malformation) { text("malformed", value) }
        if let value = has(event.defects.isEmpty ? nil : event.defects.all.map(\.name)) {
            texts("defects", value ?? [])
        }
        meaning(event)
        if let value = has(event.dtmf) { text("dtmf", value) }
        if let value = has(event.mediaAddresses.isEmpty ? nil : event.mediaAddresses) {
            texts("media_addresses", value ?? [])
        }
        if let value = has(event.codecs.isEmpty ? nil : event.codecs) { texts("codecs", value ?? []) }
        if let value = has(event.referTo) { text("refer_to", value) }
        if let value = has(event.text) { text("message_text", value) }
        if let value = has(event.session) { number("session", value.map { Int($0) }) }
        if let value = has(event.message) { message(value) }
    }

    /// Nothing for an extension, and for a reading that is more likely wrong than right.
    private mutating func meaning(_ event: StoredEvent) {
        let sure = event.reading.flatMap { $0.e164 != nil && $0.confidence >= 50 ? $0 : nil }
        guard let reading = has(sure) else { return }
        text("called_number_e164", reading?.e164?.description)
        text("called_number_country", reading?.e164?.country?.description)
        number("called_number_confidence", reading?.confidence)
    }
}
