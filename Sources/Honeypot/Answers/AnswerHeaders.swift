import NIOCore
import SIP

/// The header lines that answers add to those they copy. Made once where they never change.
struct AnswerHeaders: Sendable {
    let server: [UInt8]
    let allow: [UInt8]
    let capabilities: [UInt8]

    /// Seconds that a registration lasts when the client asks for no other time (RFC 3261 §10.3).
    private static let defaultExpiry = 3600
    /// Contacts that an answer repeats.
    private static let contactLimit = 10

    init() {
        let product = "Server: Asterisk PBX 18.20.2\r\n"
        let methods =
            "Allow: OPTIONS, REGISTER, SUBSCRIBE, NOTIFY, PUBLISH, INVITE, ACK, BYE, CANCEL, UPDATE, PRACK, INFO, MESSAGE, REFER\r\n"
        server = Array(product.utf8)
        allow = Array((product + methods).utf8)
        capabilities = Array(
            (product + methods + "Accept: application/sdp\r\nSupported: replaces, timer\r\n").utf8)
    }

    /// The Contacts that the registration now has (§10.3 step 8): those asked for, each with its expiry.
    /// One that asks to be removed is gone.
    func registration(_ request: SIPMessage) -> [UInt8] {
        var lines = server
        let requested = min(request.expires ?? Self.defaultExpiry, Self.defaultExpiry)
        for contact in request.addresses(.contact).prefix(Self.contactLimit) {
            let uri = request.string(contact.uri)
            let own = request.parameters(in: contact.parameters).first { parameter in
                request.string(parameter.name).lowercased() == "expires"
            }
            let expires = own?.value.flatMap { Int(request.string($0)) } ?? requested
            if expires <= 0 || uri == "*" { continue }
            lines += Array("Contact: <\(uri)>;expires=\(min(expires, Self.defaultExpiry))\r\n".utf8)
        }
        return lines
    }

    /// The extensions asked for, none of which is supported (§8.2.2.3).
    func unsupported(_ request: SIPMessage) -> [UInt8] {
        var lines = server
        for option in request.values(.require).prefix(Self.contactLimit) where !option.isEmpty {
            lines += Array("Unsupported: \(request.string(option))\r\n".utf8)
        }
        return lines
    }
}
