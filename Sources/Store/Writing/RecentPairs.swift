/// A memory of pairs of a number and a source that are written already, so that an event costs one look here. It is
/// bounded and forgets: a pair takes the place of another, and one that comes again then is written again, which
/// changes nothing.
struct RecentPairs {
    private static let bits: UInt64 = 16

    /// The number's id in the upper half, the source's in the lower; 0 is no pair, since ids begin with 1. Empty
    /// until the first one comes.
    private var places: [UInt64] = []

    /// - Returns: whether the pair was not remembered; from now on it is.
    mutating func insert(_ number: Int64, _ source: Int64) -> Bool {
        guard let high = UInt32(exactly: number), let low = UInt32(exactly: source) else { return true }
        let pair = UInt64(high) << 32 | UInt64(low)
        if places.isEmpty { places = [UInt64](repeating: 0, count: 1 << Self.bits) }
        // Multiplied by 2^64 through the golden ratio, the upper bits depend on all of the pair's.
        let place = Int((pair &* 0x9E37_79B9_7F4A_7C15) >> (64 - Self.bits))
        if places[place] == pair { return false }
        places[place] = pair
        return true
    }

    mutating func removeAll() {
        for place in places.indices { places[place] = 0 }
    }
}
