import Events

/// The UUIDs seen last: those of two halves, of which the older is forgotten whenever the newer is full.
struct RecentIDs {
    private let half: Int
    private var newer: Set<UUIDBytes> = []
    private var older: Set<UUIDBytes> = []

    /// - Parameter capacity: the most that are remembered; at least half of it always is.
    init(capacity: Int) {
        half = max(1, capacity / 2)
    }

    var count: Int { newer.count + older.count }

    /// - Returns: whether it is new. One that is seen again is remembered anew.
    mutating func insert(_ id: UUIDBytes) -> Bool {
        if newer.contains(id) { return false }
        let isNew = older.remove(id) == nil
        if newer.count >= half {
            older = newer
            newer = []
        }
        newer.insert(id)
        return isNew
    }
}
