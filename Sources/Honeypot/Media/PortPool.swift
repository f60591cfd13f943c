/// The UDP ports for media, and which of them calls have. RTP takes even ones (RFC 3550 §11).
struct PortPool: Sendable {
    private let first: Int
    /// Even ports in the range.
    private let count: Int
    private let limit: Int
    private var taken: Set<UInt16> = []

    /// - Parameter limit: how many may be taken at once.
    init(_ range: ClosedRange<UInt16>, limit: Int) {
        first = (Int(range.lowerBound) + 1) / 2 * 2
        count = first > range.upperBound ? 0 : (Int(range.upperBound) - first) / 2 + 1
        self.limit = min(limit, count)
    }

    func isTaken(_ port: UInt16) -> Bool { taken.contains(port) }

    /// A port that no call has, drawn at random: where the next call's media will be is nobody's to foresee. nil
    /// when all are taken, or `limit`.
    mutating func take(using generator: inout some RandomNumberGenerator) -> UInt16? {
        guard taken.count < limit else { return nil }
        var index = Int.random(in: 0..<count, using: &generator)
        // Ends, since fewer than `count` are taken.
        while true {
            let port = UInt16(first + 2 * index)
            if taken.insert(port).inserted { return port }
            index = (index + 1) % count
        }
    }

    mutating func giveBack(_ port: UInt16) {
        taken.remove(port)
    }
}
