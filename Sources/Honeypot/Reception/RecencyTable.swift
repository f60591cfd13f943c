import Events

/// A table of bounded size that remembers values by 64-bit key until they expire, or until newer ones
/// need the room: each key has four places, and the one that expires first gives way. It begins small and doubles
/// while there is much to remember. Keys are hashes seeded anew in each process, so that nobody outside can choose
/// which places meet.
struct RecencyTable<Value> {
    private struct Slot {
        var key: UInt64 = 0
        var expiry = Int64.min
        var value: Value?
    }

    private static var ways: Int { 4 }
    private static var firstSize: Int { 1_024 }
    private let limit: Int
    private var slots: [Slot]
    private var mask: Int
    /// Slots that were ever used.
    private var used = 0

    /// - Parameter capacity: rounded up to a power of two, at least 4.
    init(capacity: Int) {
        var size = Self.ways
        while size < capacity { size *= 2 }
        limit = size
        slots = Array(repeating: Slot(), count: min(size, Self.firstSize))
        mask = slots.count / Self.ways - 1
    }

    /// The value kept for `key`, unless it has expired.
    func value(for key: UInt64, at now: Timestamp) -> Value? {
        for index in places(of: key) where slots[index].key == key && slots[index].expiry > now.nanoseconds {
            return slots[index].value
        }
        return nil
    }

    mutating func set(_ value: Value, for key: UInt64, until expiry: Timestamp) {
        var place = places(of: key).lowerBound
        for index in places(of: key) {
            if slots[index].key == key {
                place = index
                break
            }
            if slots[index].expiry < slots[place].expiry { place = index }
        }
        if slots[place].value == nil { used += 1 }
        slots[place] = Slot(key: key, expiry: expiry.nanoseconds, value: value)
        // With a quarter in use hardly a key lacks a place of its own.
        if slots.count < limit, used > slots.count / 4 { grow() }
    }

    private mutating func grow() {
        let earlier = slots
        slots = Array(repeating: Slot(), count: 2 * earlier.count)
        mask = slots.count / Self.ways - 1
        used = 0
        for slot in earlier {
            guard let value = slot.value else { continue }
            set(value, for: slot.key, until: Timestamp(nanoseconds: slot.expiry))
        }
    }

    private func places(of key: UInt64) -> Range<Int> {
        let first = (Int(truncatingIfNeeded: key) & mask) * Self.ways
        return first..<first + Self.ways
    }
}
