/// Why an event of a good value was left out. Each is counted.
public enum EventRejection: UInt8, CaseIterable, Sendable {
    /// Private, reserved or otherwise nobody's on the Internet.
    case specialNetwork
    case ownAddress
    /// A resolver that half the world uses.
    case resolver
    /// On the user's list.
    case allowed
    /// An emergency or other short number.
    case serviceNumber
    /// More than 15 digits.
    case longNumber
    /// It happened outside the last 26 hours, or after its batch was made.
    case clock
    /// Its author reported too many new addresses that day.
    case quota

    public var name: StaticString {
        switch self {
        case .specialNetwork: "special_network"
        case .ownAddress: "own_address"
        case .resolver: "resolver"
        case .allowed: "allowed"
        case .serviceNumber: "service_number"
        case .longNumber: "long_number"
        case .clock: "clock"
        case .quota: "quota"
        }
    }
}
