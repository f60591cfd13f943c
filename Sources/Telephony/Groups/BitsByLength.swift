/// Bits by how many last digits of a form its target has. At 0: for no target.
struct BitsByLength {
    private var bits: InlineArray<12, Float>

    init(repeating bits: Float) { self.bits = InlineArray(repeating: bits) }

    subscript(_ length: Int) -> Float {
        get { bits.span[Self.place(length)] }
        set { bits[Self.place(length)] = newValue }
    }

    mutating func add(_ other: BitsByLength) {
        let others = other.bits.span
        for place in bits.indices { bits[place] += others[place] }
    }

    mutating func add(_ more: Float) {
        for place in bits.indices { bits[place] += more }
    }

    mutating func limit(to most: BitsByLength) {
        let most = most.bits.span
        for place in bits.indices { bits[place] = min(bits[place], most[place]) }
    }

    func mapped(_ transform: (Float) -> Float) -> BitsByLength {
        var result = self
        let bits = bits.span
        for place in bits.indices { result.bits[place] = transform(bits[place]) }
        return result
    }

    private static func place(_ length: Int) -> Int {
        length < Candidates.shortest ? 0 : min(length, Candidates.longest) - Candidates.shortest + 1
    }
}
