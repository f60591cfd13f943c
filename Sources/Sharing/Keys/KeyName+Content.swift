import SIP
import Telephony

/// What may stand under which key.
extension KeyName {
    var isFeed: Bool {
        if case .feed = self { true } else { false }
    }

    var isHead: Bool {
        if case .head = self { true } else { false }
    }

    var isKeyring: Bool {
        if case .keyring = self { true } else { false }
    }

    /// Whether it is the key of one address or number.
    var isLookup: Bool {
        switch self {
        case .address, .number: true
        default: false
        }
    }

    /// Whether an author's values under it each have the hash of one before.
    var hasChain: Bool { isFeed || isHead }

    /// Whether an author's values under it are numbered.
    var isNumbered: Bool { hasChain || isKeyring }

    func isOf(_ epoch: Epoch) -> Bool {
        if case .feed(let place) = self { place.epoch == epoch } else { true }
    }

    func isFor(_ author: AuthorKey) -> Bool {
        switch self {
        case .head(let named), .keyring(let named): named == author
        default: true
        }
    }

    /// Whether who asks for the key wants to know of the event.
    func covers(_ event: BatchEvent) -> Bool {
        switch self {
        case .feed: true
        case .head, .keyring: false
        case .address: self == .lookup(event.address)
        case .addressBucket: self == .bucket(event.address)
        case .number(let number): event.e164 == number
        case .numberBucket: event.e164.map(Self.bucket) == self
        }
    }
}

extension BatchEvent {
    /// The number, when it is one that everybody can dial.
    var e164: E164? {
        guard let number, number.utf8.first == UInt8(ascii: "+") else { return nil }
        return E164(digits: number.utf8.dropFirst())
    }
}
