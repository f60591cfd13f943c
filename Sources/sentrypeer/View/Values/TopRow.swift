import Events
import Store
import WebAPI

/// One of a list, as the API gives it.
struct TopRow: Equatable {
    struct Prefix: Equatable, Decodable {
        let prefix: String
        let attempts: Int
    }

    /// An address, a number, a country or an attacker's text.
    let name: String
    let attempts: Int
    let lastSeen: Timestamp?
    /// Of a number.
    var country: String?
    /// What was dialled in front of a number, the usual first.
    var prefixes: [Prefix] = []
    /// Of a country: distinct numbers.
    var targets: Int?
}

extension TopRow {
    init(_ total: StoredTotal) {
        self.init(name: total.value, attempts: total.attempts, lastSeen: total.lastSeen)
    }

    init(_ country: StoredCountry) {
        self.init(
            name: country.country.description, attempts: country.attempts, lastSeen: country.lastSeen,
            targets: country.targets)
    }

    init(_ row: TargetRow) {
        self.init(
            name: row.target.e164.description, attempts: row.target.attempts, lastSeen: row.target.lastSeen,
            country: row.target.e164.country?.description,
            prefixes: row.prefixes.map { Prefix(prefix: $0.prefix, attempts: $0.attempts) })
    }
}

extension TopRow: Decodable {
    private enum Key: String, CodingKey {
        case address = "ip_address"
        case target = "called_number_e164"
        case userAgent = "user_agent"
        case method = "sip_method"
        case country, prefixes
        case attempts = "seen_count"
        case lastSeen = "seen_last"
        case targets = "targets_total"

        /// The first of them names the row.
        static let names: [Key] = [.address, .target, .userAgent, .method, .country]
    }

    init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: Key.self)
        guard let name = Key.names.first(where: row.contains) else {
            throw DecodingError.dataCorrupted(.init(codingPath: row.codingPath, debugDescription: "no name"))
        }
        guard let attempts = Int(try row.decode(String.self, forKey: .attempts)) else {
            throw DecodingError.dataCorruptedError(forKey: .attempts, in: row, debugDescription: "no number")
        }
        self.init(
            name: try row.decode(String.self, forKey: name), attempts: attempts,
            lastSeen: Timestamp(try row.decode(String.self, forKey: .lastSeen)),
            country: name == .target ? try row.decodeIfPresent(String.self, forKey: .country) : nil,
            prefixes: try row.decodeIfPresent([Prefix].self, forKey: .prefixes) ?? [],
            targets: try row.decodeIfPresent(Int.self, forKey: .targets))
    }
}

/// The rows of a list of the API.
struct TopPage: Decodable {
    let rows: [TopRow]

    private enum Key: String, CodingKey, CaseIterable {
        case addresses = "ip_addresses"
        case numbers = "called_numbers"
        case countries
        case userAgents = "user_agents"
        case methods = "sip_methods"
    }

    init(from decoder: any Decoder) throws {
        let lists = try decoder.container(keyedBy: Key.self)
        guard let key = Key.allCases.first(where: lists.contains) else {
            throw DecodingError.dataCorrupted(.init(codingPath: lists.codingPath, debugDescription: "no list"))
        }
        rows = try lists.decode([TopRow].self, forKey: key)
    }
}
