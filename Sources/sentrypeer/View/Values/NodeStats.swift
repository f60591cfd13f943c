import Events
import Store

/// How much a node has seen, in the API's words.
struct NodeStats: Equatable, Decodable {
    struct Transport: Equatable, Decodable {
        let name: String
        let attempts: Int

        enum CodingKeys: String, CodingKey {
            case name = "transport_type"
            case attempts
        }
    }

    /// The attempts of a minute.
    struct Minute: Equatable {
        let start: Timestamp
        let attempts: Int
    }

    let attempts: Int
    let addresses: Int
    let numbers: Int
    let targets: Int
    let sessions: Int
    let credentials: Int
    let transports: [Transport]
    /// Of the last day, the oldest first; those without any are left out.
    let minutes: [Minute]
    let node: String?
    let version: String

    enum CodingKeys: String, CodingKey {
        case attempts = "events_total"
        case addresses = "ip_addresses_total"
        case numbers = "called_numbers_total"
        case targets = "targets_total"
        case sessions = "sessions_total"
        case credentials = "credentials_total"
        case transports
        case minutes = "buckets"
        case node = "node_id"
        case version
    }
}

extension NodeStats.Minute: Decodable {
    private enum Key: String, CodingKey {
        case start, attempts
    }

    init(from decoder: any Decoder) throws {
        let minute = try decoder.container(keyedBy: Key.self)
        guard let start = Timestamp(try minute.decode(String.self, forKey: .start)) else {
            throw DecodingError.dataCorruptedError(forKey: .start, in: minute, debugDescription: "no time")
        }
        self.start = start
        attempts = try minute.decode(Int.self, forKey: .attempts)
    }
}

extension NodeStats {
    /// Reads the attempts of the last day.
    init(_ reader: EventReader, at now: Timestamp) throws(StoreError) {
        let counts = try reader.counts()
        attempts = counts.attempts
        addresses = counts.addresses
        numbers = counts.numbers
        targets = counts.targets
        sessions = counts.sessions
        credentials = counts.credentials
        transports = try reader.attemptsByTransport().map {
            Transport(name: $0.transport?.name.description ?? "other", attempts: $0.attempts)
        }
        var minutes: [Minute] = []
        // One rate is that of a method.
        for rate in try reader.rates(since: now.adding(.seconds(-86_400)), until: now, bucket: 1) {
            let before = minutes.last?.start == rate.start ? minutes.removeLast().attempts : 0
            minutes.append(Minute(start: rate.start, attempts: before + rate.attempts))
        }
        self.minutes = minutes
        node = try reader.nodeID()?.description
        version = Version.current
    }
}
