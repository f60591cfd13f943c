/// The keys that a keyring gives: of its period, and of the one before, whose values live still.
struct PeriodKeys: Hashable, Sendable {
    static let count = 2 * ContentKey.count

    let period: Period
    let current: ContentKey
    let previous: ContentKey

    init(_ period: Period, of identity: Identity) {
        self.period = period
        current = identity.contentKey(of: period)
        previous = identity.contentKey(of: period.previous)
    }

    init?(_ period: Period, bytes: [UInt8]) {
        guard bytes.count == Self.count, let current = ContentKey(bytes: bytes.prefix(ContentKey.count)),
            let previous = ContentKey(bytes: bytes.suffix(ContentKey.count))
        else { return nil }
        self.period = period
        self.current = current
        self.previous = previous
    }

    var bytes: [UInt8] { current.bytes + previous.bytes }
}
