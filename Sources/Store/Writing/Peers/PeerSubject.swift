import SIP

/// What another node reports.
public enum PeerSubject: Hashable, Sendable {
    public enum Kind: Int64, Sendable {
        case address = 0
        case number = 1
    }

    case address(IPAddress)
    /// As it was dialled, or E.164 with a plus in front.
    case number(String)

    public var kind: Kind {
        switch self {
        case .address: .address
        case .number: .number
        }
    }

    /// As text.
    public var value: String {
        switch self {
        case .address(let address): address.description
        case .number(let number): number
        }
    }
}
