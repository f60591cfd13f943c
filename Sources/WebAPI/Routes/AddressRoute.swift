import Hummingbird
import SIP
import Store

/// `GET /ip-addresses/{ip}`: whether attempts came from an address, in whichever way it is spelled; with `verbose=1`
/// what is known of it.
struct AddressRoute {
    private static let sessions = 10

    let lookups: StoreLookups
    let lists: StoreLists
    let policy: ActionPolicy

    func register(in routes: RouteTable) {
        routes.get("ip-addresses/:address") { request, context in
            let style = JSONStyle(request)
            guard let text = context.text("address"), let address = IPAddress(text) else {
                throw APIFault.invalidRequest
            }
            let isVerbose = try request.isOn("verbose")
            let found = try lookups.address(address.description)
            if isVerbose {
                let policy = policy
                let words = try await lists.read { try PeerFinding([.address(address)], in: $0, policy) }
                guard let found else { return .unseen("No bad actor found", words, style) }
                return try await answer(found, words, style)
            }
            guard let found else { return .message("No bad actor found", style) }
            return .json(.ok, style) {
                $0.key("bad_actor_found")
                $0.string(found.value)
            }
        }
    }

    private func answer(_ address: StoredTotal, _ words: PeerFinding, _ style: JSONStyle) async throws -> Response {
        let (profile, sessions) = try await lists.read { reader in
            let sessions = try reader.sessions(from: address.value, limit: Self.sessions)
            return (try reader.profile(of: address.value), try SessionRow.rows(sessions, in: reader))
        }
        return .json(.ok, style) { json in
            json.key("bad_actor_found")
            json.string(address.value)
            json.seen(address.firstSeen, address.lastSeen, address.attempts)
            json.rows("called_numbers", profile.forms) { called, fields in
                fields.form(called.form)
                fields.number("attempts", called.attempts)
            }
            json.rows("user_agents", profile.userAgents) { agent, fields in
                fields.text("user_agent", agent.text)
                fields.number("attempts", agent.attempts)
            }
            json.rows("sip_methods", profile.methods) { method, fields in
                fields.text("sip_method", method.text)
                fields.number("attempts", method.attempts)
            }
            json.rows("sessions", sessions) { $1.session($0) }
            json.key("credentials_total")
            json.number(profile.credentials)
            json.peers(words)
            json.texts("reporting_nodes", profile.nodes.map(\.description))
        }
    }
}
