/// A dictionary of bounded size. When it is full, a new key takes the place of the one that was used longest ago.
/// Every operation costs the same, however much is in it.
struct LRUTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        var key: Key
        var value: Value
        var newer: Int32
        var older: Int32
    }

    private static var none: Int32 { -1 }

    private let capacity: Int
    private var places: [Key: Int32] = [:]
    private var entries: [Entry] = []
    private var free: [Int32] = []
    private var newest: Int32 = Self.none
    private var oldest: Int32 = Self.none

    /// - Parameter capacity: 1…2³¹−1.
    init(capacity: Int) { self.capacity = min(max(1, capacity), Int(Int32.max)) }

    var count: Int { places.count }

    /// Without counting as a use.
    func value(for key: Key) -> Value? { places[key].map { entries[Int($0)].value } }

    /// - Returns: the value it had before.
    @discardableResult
    mutating func insert(_ value: Value, for key: Key) -> Value? {
        if let place = places[key] {
            let before = entries[Int(place)].value
            entries[Int(place)].value = value
            unlink(place)
            link(place)
            return before
        }
        if places.count >= capacity, let last = entries.indices.contains(Int(oldest)) ? entries[Int(oldest)].key : nil {
            remove(last)
        }
        let entry = Entry(key: key, value: value, newer: Self.none, older: Self.none)
        let place: Int32
        if let unused = free.popLast() {
            place = unused
            entries[Int(place)] = entry
        } else {
            place = Int32(entries.count)
            entries.append(entry)
        }
        places[key] = place
        link(place)
        return nil
    }

    @discardableResult
    mutating func remove(_ key: Key) -> Value? {
        guard let place = places.removeValue(forKey: key) else { return nil }
        unlink(place)
        free.append(place)
        return entries[Int(place)].value
    }

    /// Keys, the newest first.
    var keys: [Key] {
        var keys: [Key] = []
        var place = newest
        while place != Self.none {
            keys.append(entries[Int(place)].key)
            place = entries[Int(place)].older
        }
        return keys
    }

    private mutating func link(_ place: Int32) {
        entries[Int(place)].newer = Self.none
        entries[Int(place)].older = newest
        if newest != Self.none { entries[Int(newest)].newer = place }
        newest = place
        if oldest == Self.none { oldest = place }
    }

    private mutating func unlink(_ place: Int32) {
        let entry = entries[Int(place)]
        if entry.newer != Self.none { entries[Int(entry.newer)].older = entry.older } else { newest = entry.older }
        if entry.older != Self.none { entries[Int(entry.older)].newer = entry.newer } else { oldest = entry.newer }
    }
}
