/// Finds a `HeaderName` by its bytes without making text: an open-addressing table over length, first
/// and last letter, checked against the canonical spelling in any case (RFC 3261 §7.3.1).
struct HeaderNameTable: Sendable {
    static let shared = HeaderNameTable()

    private static let slotCount = 256
    private static let emptySlot = HeaderName.other.rawValue
    private var slots = [UInt8](repeating: emptySlot, count: slotCount)

    private init() {
        for name in HeaderName.allCases where name != .other {
            var slot = name.canonicalName.withUTF8Buffer {
                Self.slot(length: $0.count, first: $0[0].lowercased, last: $0[$0.count - 1].lowercased)
            }
            while slots[slot] != Self.emptySlot { slot = (slot + 1) % Self.slotCount }
            slots[slot] = name.rawValue
        }
    }

    @inline(__always)
    private static func slot(length: Int, first: UInt8, last: UInt8) -> Int {
        (length &* 31 &+ Int(first) &* 7 &+ Int(last) &* 3) % slotCount
    }

    @inline(__always)
    func find(_ bytes: Span<UInt8>, in range: ByteRange) -> HeaderName {
        let first = bytes[range.lowerBound].lowercased
        guard range.count > 1 else { return .compactForm(first) }
        let last = bytes[range.upperBound - 1].lowercased
        var slot = Self.slot(length: range.count, first: first, last: last)
        // The table is never full, so that the walk ends at an empty slot.
        while let candidate = HeaderName(rawValue: slots[slot]), candidate != .other {
            if Self.isSpelled(candidate.canonicalName, bytes, in: range) { return candidate }
            slot = (slot + 1) % Self.slotCount
        }
        return .other
    }

    @inline(__always)
    private static func isSpelled(_ name: StaticString, _ bytes: Span<UInt8>, in range: ByteRange) -> Bool {
        guard name.utf8CodeUnitCount == range.count else { return false }
        return name.withUTF8Buffer { expected in
            for offset in 0..<expected.count
            where bytes[range.lowerBound &+ offset].lowercased != expected[offset].lowercased {
                return false
            }
            return true
        }
    }
}
