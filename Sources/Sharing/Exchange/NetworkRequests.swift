import Events

/// What the network was asked for and has not ended yet.
struct NetworkRequests: Sendable {
    enum Purpose: Hashable, Sendable {
        case listen(FeedPlace)
        case backfill(KeyName)
        case lookup(ticket: UInt64)
        case keyring(AuthorKey)
        /// By the value's id.
        case put(UInt64)
    }

    struct Request: Sendable {
        let purpose: Purpose
        let key: InfoHash
        /// nil: it is ended by us.
        let end: Timestamp?
        /// What came of it so far.
        var values = 0
        var bytes = 0
    }

    private var requests: [UInt64: Request] = [:]
    private var last: UInt64 = 0

    var count: Int { requests.count }
    var ids: [UInt64] { Array(requests.keys) }

    func contains(_ purpose: Purpose) -> Bool { requests.values.contains { $0.purpose == purpose } }

    subscript(id: UInt64) -> Request? { requests[id] }

    /// - Returns: the id to ask under.
    mutating func begin(_ purpose: Purpose, _ key: InfoHash, until end: Timestamp?) -> UInt64 {
        last += 1
        requests[last] = Request(purpose: purpose, key: key, end: end)
        return last
    }

    /// A value came.
    /// - Returns: how many that makes; nil when nobody asked.
    mutating func note(_ id: UInt64, bytes: Int) -> Int? {
        requests[id]?.values += 1
        requests[id]?.bytes += bytes
        return requests[id]?.values
    }

    mutating func end(_ id: UInt64) -> Request? { requests.removeValue(forKey: id) }

    /// Those that did not end in time.
    mutating func overdue(at now: Timestamp) -> [Request] {
        let ids = requests.filter { $0.value.end.map { $0 <= now } ?? false }.keys
        return ids.compactMap { requests.removeValue(forKey: $0) }
    }
}

extension NetworkRequests.Request {
    func reading(goodNodes: Int, isDone: Bool) -> KeyReading {
        KeyReading(values: values, bytes: bytes, goodNodes: goodNodes, isDone: isDone)
    }
}
