/// Calls in the order in which they joined: a doubly linked list in a dictionary, so that any of them leaves
/// in constant time.
struct ArrivalOrder: Sendable {
    private struct Links {
        var previous: UInt64?
        var next: UInt64?
    }

    private var links: [UInt64: Links] = [:]
    private(set) var first: UInt64?
    private var last: UInt64?

    var count: Int { links.count }

    /// Puts a call at the end, unless it is there already.
    mutating func append(_ id: UInt64) {
        guard links[id] == nil else { return }
        links[id] = Links(previous: last)
        if let last { links[last]?.next = id } else { first = id }
        last = id
    }

    mutating func remove(_ id: UInt64) {
        guard let gone = links.removeValue(forKey: id) else { return }
        if let previous = gone.previous { links[previous]?.next = gone.next } else { first = gone.next }
        if let next = gone.next { links[next]?.previous = gone.previous } else { last = gone.previous }
    }
}
