import Hummingbird
import SIP

/// `GET /ip-addresses/{ip}`: whether attempts came from an address, in whichever way it is spelled.
struct AddressRoute {
    let lookups: StoreLookups

    func register(in routes: RouteTable) {
        routes.get("ip-addresses/:address") { request, context in
            let style = JSONStyle(request)
            guard let text = context.text("address"), let address = IPAddress(text) else {
                throw APIFault.invalidRequest
            }
            guard let found = try lookups.address(address.description) else {
                return .message("No bad actor found", style)
            }
            return .json(.ok, style) {
                $0.key("bad_actor_found")
                $0.string(found.value)
            }
        }
    }
}
