import Store

/// What of an event a line tells. Its texts are an attacker's.
struct SeenEvent: Equatable {
    var time: String
    let uuid: String
    let transport: String
    let source: String
    let sourcePort: Int?
    let method: String?
    let status: Int?
    let malformation: String?
    let calledNumber: String?
    let e164: String?
    let country: String?
    let userAgent: String?
    let attempts: Int
}

extension SeenEvent {
    init(_ event: StoredEvent) {
        // As the API tells of it: a reading that is more likely wrong than right is none.
        let sure = event.reading.flatMap { $0.confidence >= 50 ? $0.e164 : nil }
        self.init(
            time: event.time, uuid: event.uuid, transport: event.transport, source: event.source,
            sourcePort: event.sourcePort, method: event.method, status: event.status,
            malformation: event.malformation, calledNumber: event.calledNumber, e164: sure?.description,
            country: sure?.country?.description, userAgent: event.userAgent, attempts: event.attempts)
    }
}

extension SeenEvent: Decodable {
    private enum Key: String, CodingKey {
        case time = "event_timestamp"
        case uuid = "event_uuid"
        case transport = "transport_type"
        case source = "source_ip"
        case sourcePort = "source_port"
        case method = "sip_method"
        case status = "sip_status"
        case malformation = "malformed"
        case calledNumber = "called_number"
        case e164 = "called_number_e164"
        case country = "called_number_country"
        case userAgent = "sip_user_agent"
        case attempts
    }

    init(from decoder: any Decoder) throws {
        let event = try decoder.container(keyedBy: Key.self)
        func text(_ key: Key) throws -> String? {
            try event.decodeIfPresent(String.self, forKey: key).flatMap { $0 == "NOT_FOUND" ? nil : $0 }
        }
        self.init(
            time: try event.decode(String.self, forKey: .time), uuid: try event.decode(String.self, forKey: .uuid),
            transport: try event.decode(String.self, forKey: .transport),
            source: try event.decode(String.self, forKey: .source),
            sourcePort: try event.decodeIfPresent(Int.self, forKey: .sourcePort), method: try text(.method),
            status: try event.decodeIfPresent(Int.self, forKey: .status), malformation: try text(.malformation),
            calledNumber: try text(.calledNumber), e164: try text(.e164), country: try text(.country),
            userAgent: try text(.userAgent), attempts: try event.decodeIfPresent(Int.self, forKey: .attempts) ?? 1)
    }
}
