import SIP

/// What REGISTER gets. 401 and 407 ask for a password.
struct RegistrationPolicy: Hashable, Sendable {
    /// An extension that there is, without credentials.
    let known: SIPStatus
    /// An extension that there is not, without credentials.
    let unknown: SIPStatus
    /// The same with credentials.
    let unknownWithCredentials: SIPStatus
    /// Seconds that a registration lasts: the time asked for is brought into this range, `default` is for none.
    let expires: ClosedRange<Int>
    let defaultExpiry: Int
}

extension RegistrationPolicy: PersonaPart {
    init(_ table: inout PersonaTable) throws(PersonaError) {
        known = try table.status("known")
        unknown = try table.status("unknown")
        unknownWithCredentials = try table.status("unknown_with_credentials")
        expires = try table.range("expires", in: 1...604_800)
        defaultExpiry = try table.number("default_expiry", in: expires)
    }
}
