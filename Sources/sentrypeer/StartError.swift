import Delivery
import Events
import Honeypot
import Sharing
import Store
import WebAPI

/// Why the node cannot start, in the words of the part that cannot.
enum StartError: Error {
    case store(StoreError)
    case sink(SinkError)
    case identity(TLSIdentityError)
    case persona(PersonaError)
    case listener(ListenerError)
    case api(WebAPIError)
    case webhook(WebhookError)
    case sharing(NodeKeyError)
}

extension StartError: CustomStringConvertible {
    var description: String {
        switch self {
        case .store(let error): error.description
        case .sink(let error): "\(error.reason)."
        case .identity(let error): error.description
        case .persona(let error): error.description
        case .listener(let error): error.description
        case .api(let error): error.description
        case .webhook(let error): error.description
        case .sharing(let error): error.description
        }
    }
}
