extension DialString {
    private static let tailDigits = 18

    /// The last 18 digits, the last one first, as a decimal fraction of 10^18. Its order is that of the reversed digits:
    /// all that end in the same digits lie together, so that an index on it finds endings.
    public var tail: Int64 {
        var tail: Int64 = 0
        for following in 0..<Self.tailDigits { tail = tail * 10 + Int64(packed.digit(before: following)) }
        return tail
    }

    /// The tails of all that end in these digits. One digit too few may lie among them as well, when the first of these
    /// is a zero.
    public var tails: ClosedRange<Int64> {
        var others: Int64 = 1
        for _ in min(count, Self.tailDigits)..<Self.tailDigits { others *= 10 }
        return tail...tail + (others - 1)
    }

    /// The tails of all forms that may mean this number, and of others with the same national number: a trunk prefix
    /// may stand in front of that.
    public static func tails(endingIn number: E164) -> ClosedRange<Int64> {
        DialString(number).suffix(number.nationalNumber.utf8.count).tails
    }
}

extension DialString {
    /// An order in which forms of one ending are neighbours, the shorter ones first.
    func precedes(_ other: DialString) -> Bool {
        let (left, right) = (packed.reversedEnding, other.packed.reversedEnding)
        if left != right { return left < right }
        for following in 16..<PackedDigits.capacity {
            let (left, right) = (packed.digit(before: following), other.packed.digit(before: following))
            if left != right { return left < right }
        }
        return count != other.count ? count < other.count : digitsAfterPlus < other.digitsAfterPlus
    }
}
