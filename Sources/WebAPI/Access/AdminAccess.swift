import HTTPTypes
import Hummingbird
import SIP

/// Who may see and do what only administrators may. Where no tokens are set that is this machine itself.
struct AdminAccess {
    /// Whether tokens are asked for.
    let isOpen: Bool

    func allows(_ context: APIContext) -> Bool {
        isOpen ? context.client?.isLoopback ?? false : context.scope == .admin
    }

    /// The same for what changes something. Without tokens a page of somebody else's, shown by a browser on this machine,
    /// could ask for it too: it must be our own page (`Origin`, RFC 6454 §7), under a name of this machine that nobody
    /// else's name server gives.
    func allowsChange(_ request: Request, _ context: APIContext) -> Bool {
        guard allows(context) else { return false }
        guard isOpen, let origin = request.headers[.origin] else { return true }
        guard let host = request.head.authority, Self.isThisMachine(host) else { return false }
        return origin == "http://\(host)" || origin == "https://\(host)"
    }

    private static func isThisMachine(_ authority: String) -> Bool {
        var name = authority[...]
        if name.hasPrefix("["), let end = name.firstIndex(of: "]") {
            name = name[name.index(after: name.startIndex)..<end]
        } else if let colon = name.firstIndex(of: ":") {
            name = name[..<colon]
        }
        return name == "localhost" || IPAddress(String(name))?.isLoopback ?? false
    }
}
