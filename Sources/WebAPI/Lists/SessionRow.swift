import Store

/// A session with what was tried in it.
struct SessionRow: Sendable {
    /// Values of each kind that are told.
    private static let limit = 20
    /// Events of a session that are looked at for them, and of all sessions of a list together, unless that were too few
    /// of each.
    private static let depth = 2_000
    private static let listDepth = 10_000
    private static let leastDepth = 100

    let summary: SessionSummary
    let attempts: SessionAttempts

    private init(_ summary: SessionSummary, _ attempts: SessionAttempts) {
        self.summary = summary
        self.attempts = attempts
    }

    init(_ summary: SessionSummary, in reader: EventReader) throws(StoreError) {
        self.init(summary, try reader.sessionAttempts()(summary, limit: Self.limit, depth: Self.depth))
    }

    static func rows(_ summaries: [SessionSummary], in reader: EventReader) throws(StoreError) -> [SessionRow] {
        let attempts = try reader.sessionAttempts()
        let share = min(max(listDepth / max(summaries.count, 1), leastDepth), depth)
        return try summaries.map { summary throws(StoreError) in
            SessionRow(summary, try attempts(summary, limit: limit, depth: share))
        }
    }
}
