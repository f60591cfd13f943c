import Store

/// A session with what was tried in it.
struct SessionRow: Sendable {
    /// Values of each kind that are told, and events that are looked at for them.
    private static let limit = 20
    private static let depth = 2_000

    let summary: SessionSummary
    let attempts: SessionAttempts

    init(_ summary: SessionSummary, in reader: EventReader) throws(StoreError) {
        self.summary = summary
        attempts = try reader.attempts(in: summary, limit: Self.limit, depth: Self.depth)
    }
}
