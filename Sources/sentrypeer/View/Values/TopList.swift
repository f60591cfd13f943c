/// A list that can be had in the order of attempts.
enum TopList: CaseIterable {
    case addresses, targets, countries, userAgents, methods

    /// Where the API has it.
    var path: String {
        switch self {
        case .addresses: "/ip-addresses?sort=seen_count"
        case .targets: "/numbers?by=e164&sort=seen_count"
        case .countries: "/countries?sort=seen_count"
        case .userAgents: "/user-agents?sort=seen_count"
        case .methods: "/sip-methods?sort=seen_count"
        }
    }
}
