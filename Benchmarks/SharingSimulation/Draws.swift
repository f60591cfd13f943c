import Events

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Random numbers that are the same in each run (SplitMix64), and the distributions that the models draw from.
struct Draws: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func unit() -> Double { Double.random(in: .leastNonzeroMagnitude..<1, using: &self) }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    /// Of 0..<bound, low ones more often: the place is spread evenly over the logarithm.
    mutating func skewed(below bound: Int) -> Int { min(bound - 1, Int(exp2(unit() * log2(Double(bound)))) - 1) }

    mutating func exponential(mean: Double) -> Double { -mean * log2(unit()) * 0.693_147_18 }
}

/// The start of the simulated day.
let dayStart = Timestamp(nanoseconds: 1_795_305_600_000_000_000)

func moment(_ seconds: Double) -> Timestamp {
    Timestamp(nanoseconds: dayStart.nanoseconds + Int64(seconds * 1_000_000_000))
}
