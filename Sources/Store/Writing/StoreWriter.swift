import Events
import Metrics

/// The one writer of the database: each batch is one transaction with its events, messages and totals.
public struct StoreWriter: EventSink {
    public let name = "store"

    private let connection: SQLiteConnection
    /// Held for as long as there is a writer.
    private let lock: DatabaseLock
    private let retention: Retention
    private var rows: EventRows
    private var order: CommitOrder
    private var sinceUpkeep = 0
    private var nextUpkeep = ContinuousClock.now
    /// Hours since 1970; nil before the first time.
    private var mergedHour: Int64?
    private let commitTimer = Timer(label: "sentrypeer_commit_duration")
    private let storedCounter = Counter(label: "sentrypeer_events_stored")

    /// Events written between two looks at the retention limits, and the time between two when none come
    /// and nothing was to do.
    private static let upkeepInterval = 10_000
    private static let upkeepPause = Duration.seconds(60)
    /// Events written at a stretch, for a quarter of a millisecond: on a machine with few cores answers wait meanwhile.
    private static let stretch = 16
    /// A batch of more is no moment's work that came in, but what was left behind: then there is no rest.
    private static let backlog = 2_048

    init(_ connection: SQLiteConnection, lock: DatabaseLock, retention: RetentionPolicy) throws(StoreError) {
        self.connection = connection
        self.lock = lock
        self.retention = Retention(retention, connection)
        rows = try EventRows(connection)
        order = try CommitOrder(connection)
        // What is locked is tried again anyway, and a stop can't wait for somebody's open transaction.
        try connection.execute("PRAGMA busy_timeout = 1000")
    }

    public mutating func write(_ batch: EventBatch) throws(SinkError) {
        let start = ContinuousClock.now
        do throws(StoreError) {
            try commit(batch)
        } catch {
            rows.forget()
            throw SinkError("\(error)")
        }
        commitTimer.recordNanoseconds(Int64((.now - start) / .nanoseconds(1)))
        storedCounter.increment(by: batch.events.count)
        sinceUpkeep += batch.events.count
        if sinceUpkeep >= Self.upkeepInterval { keepUp() }
    }

    private mutating func commit(_ batch: EventBatch) throws(StoreError) {
        try connection.execute("BEGIN IMMEDIATE")
        do throws(StoreError) {
            let isBehind = batch.events.count > Self.backlog
            for (number, event) in batch.events.enumerated() {
                try rows.insert(event)
                if !isBehind, number % Self.stretch == Self.stretch - 1 { ThreadSchedule.rest() }
            }
            try rows.add(batch.retransmissions)
            try rows.add(batch.calls)
            try rows.flushTotals()
            try order.note(batch.events)
            try connection.execute("COMMIT")
        } catch {
            // After some errors SQLite has rolled back by itself.
            try? connection.execute("ROLLBACK")
            throw error
        }
    }

    public mutating func idle() {
        if .now >= nextUpkeep { keepUp() }
    }

    /// A failure here is not the events' failure: the next round tries again.
    private mutating func keepUp() {
        sinceUpkeep = 0
        let now = Timestamp.now
        try? order.trim()
        mergeRates(at: now)
        if (try? retention.enforce(at: now)) ?? false {
            rows.forget()
        } else {
            nextUpkeep = .now + Self.upkeepPause
        }
    }

    /// Once an hour: it looks at all rates, and nothing new can be merged sooner.
    private mutating func mergeRates(at now: Timestamp) {
        let hour = now.nanoseconds / (60 * Schema.minute)
        guard hour != mergedHour, (try? RateHours(connection).merge(at: now)) != nil else { return }
        mergedHour = hour
    }

    public mutating func close() {
        // A clean stop leaves one file behind, with nothing to recover.
        try? connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }
}
