#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How likely one reading is among others: two to the power of minus its bits, over the sum of all.
struct Odds {
    /// What is less likely by so many bits does not show in percent.
    static let negligible: Float = 12

    private let bits: Float
    private var sum: Float = 0

    /// - Parameter bits: those of the reading; it must be added as well.
    init(against bits: Float) { self.bits = bits }

    mutating func add(_ other: Float) {
        if other - bits < Self.negligible { sum += exp2f(bits - other) }
    }

    /// 0…100.
    var percent: Int { sum > 1 ? Int((100 / sum).rounded()) : 100 }
}
