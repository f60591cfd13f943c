/// As many bits as a token needs, from a hash that already is as good as random.
struct TokenBits: Sendable {
    private var stream: SplitMix
    private var word: UInt64
    private var left = 64

    /// The first 64 bits are those of `first`; the others follow from `rest`.
    init(first: UInt64, rest: UInt64) {
        word = first
        stream = SplitMix(rest)
    }

    init(_ hash: UInt64) {
        self.init(first: hash, rest: ~hash)
    }

    /// - Parameter count: 1…32.
    mutating func next(_ count: Int) -> Int {
        var value: UInt64 = 0
        var wanted = count
        while wanted > 0 {
            if left == 0 {
                word = stream.next()
                left = 64
            }
            let taken = min(wanted, left)
            value = value << UInt64(taken) | word >> UInt64(64 - taken)
            word <<= UInt64(taken)
            left -= taken
            wanted -= taken
        }
        return Int(truncatingIfNeeded: value)
    }
}
