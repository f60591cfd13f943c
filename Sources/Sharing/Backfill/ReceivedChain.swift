/// Which of an author's latest batches we have.
struct ReceivedChain: Sendable {
    private var sequences: Set<UInt64> = []
    private var latest: UInt64 = 0

    var count: Int { sequences.count }

    /// - Returns: whether it comes behind one that is missing.
    mutating func note(_ sequence: UInt64) -> Bool {
        let isGap = !sequences.isEmpty && sequence > latest && sequence - latest > 1
        latest = max(latest, sequence)
        let least = latest - min(latest, UInt64(ValueLimits.links))
        guard sequence > least else { return false }
        sequences.insert(sequence)
        if sequences.count > ValueLimits.links { sequences = sequences.filter { $0 > least } }
        return isGap
    }

    /// Where the batches are that its head names and we have not, the latest first.
    func gaps(_ head: HeadBody, latest: UInt64) -> [FeedPlace] {
        var places: [FeedPlace] = []
        for (offset, place) in head.links.enumerated() {
            guard UInt64(offset) < latest else { break }
            if !sequences.contains(latest - UInt64(offset)), places.last != place { places.append(place) }
        }
        return places
    }
}
