import Events

/// A table of fixed size that remembers values by 64-bit key until they expire, or until newer ones
/// need the room: each key has four places, and the one that expires first gives way. Keys are hashes
/// seeded anew in each process, so that nobody outside can choose which places meet.
struct RecencyTable<Value> {
    private struct Slot {
        var key: UInt64 = 0
        var expiry = Int64.min
        var value: Value?
    }

    private static var ways: Int { 4 }
    private var slots: [Slot]
    private let mask: Int

    /// - Parameter capacity: rounded up to a power of two, at least 4.
    init(capacity: Int) {
        var size = Self.ways
        while size < capacity { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
        mask = size / Self.ways - 1
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
        slots[place] = Slot(key: key, expiry: expiry.nanoseconds, value: value)
    }

    private func places(of key: UInt64) -> Range<Int> {
        let first = (Int(truncatingIfNeeded: key) & mask) * Self.ways
        return first..<first + Self.ways
    }
}
