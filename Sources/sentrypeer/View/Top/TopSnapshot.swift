import Events

/// What the screen of `top` shows.
struct TopSnapshot: Equatable {
    static let lists: [TopList] = [.addresses, .targets, .countries, .userAgents]

    let time: Timestamp
    let stats: NodeStats
    let lists: [TopList: [TopRow]]

    var recent: RecentAttempts { RecentAttempts(stats.minutes, at: time) }
}

extension NodeView {
    /// - Parameters:
    ///   - window: minutes; nil for all time.
    ///   - limit: rows of each list.
    func snapshot(window: Int?, limit: Int) async throws(CommandError) -> TopSnapshot {
        let now = Timestamp.now
        let since = window.map { now.adding(.seconds(-60 * $0)) }
        var lists: [TopList: [TopRow]] = [:]
        for list in TopSnapshot.lists {
            let rows = try await top(list, since: since, limit: limit)
            // Countries come whole, whenever they were called.
            lists[list] =
                rows.filter { row in since.map { row.lastSeen ?? now >= $0 } ?? true }
                .sorted { $0.attempts > $1.attempts }
        }
        return TopSnapshot(time: now, stats: try await stats(), lists: lists)
    }
}
