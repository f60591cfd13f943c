import Events

/// Which call has to be looked at next: a binary heap of one deadline a call, with the place of each call in
/// it, so that a deadline that moves leaves nothing behind. Every change costs O(log n).
struct DeadlineHeap: Sendable {
    private struct Entry {
        let id: UInt64
        var deadline: Timestamp
    }

    private var entries: [Entry] = []
    private var places: [UInt64: Int] = [:]

    var count: Int { entries.count }

    /// The earliest deadline.
    var first: Timestamp? { entries.first?.deadline }

    /// Sets the deadline of a call, or removes it.
    mutating func set(_ deadline: Timestamp?, for id: UInt64) {
        guard let deadline else { return remove(id) }
        if let place = places[id] {
            entries[place].deadline = deadline
            settle(place)
        } else {
            entries.append(Entry(id: id, deadline: deadline))
            places[id] = entries.count - 1
            settle(entries.count - 1)
        }
    }

    /// The call whose deadline has come first, or nil when none has by `now`.
    func due(at now: Timestamp) -> UInt64? {
        guard let first = entries.first, first.deadline <= now else { return nil }
        return first.id
    }

    private mutating func remove(_ id: UInt64) {
        guard let place = places.removeValue(forKey: id), let last = entries.popLast() else { return }
        guard place < entries.count else { return }
        entries[place] = last
        places[last.id] = place
        settle(place)
    }

    /// Moves an entry up or down to where it belongs.
    private mutating func settle(_ start: Int) {
        var place = start
        while place > 0, entries[place].deadline < entries[(place - 1) / 2].deadline {
            swap(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
        while true {
            let children = (2 * place + 1)..<min(2 * place + 3, max(entries.count, 2 * place + 1))
            guard let least = children.min(by: { entries[$0].deadline < entries[$1].deadline }),
                entries[least].deadline < entries[place].deadline
            else { return }
            swap(place, least)
            place = least
        }
    }

    private mutating func swap(_ left: Int, _ right: Int) {
        entries.swapAt(left, right)
        places[entries[left].id] = left
        places[entries[right].id] = right
    }
}
