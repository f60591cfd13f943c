import Events
import SIP

/// Joins the events of a source to sessions: one lasts until the source has been silent for half an hour.
/// Counts in memory until `flush` writes each changed session, once a transaction.
struct SessionTable {
    /// Sources remembered; beyond, all are forgotten and looked up again.
    private static let capacity = 16_384

    private var rows: SessionRows
    private var sessions: [Int64: Session] = [:]
    private var changed: [Int64] = []
    /// Guesses at a tool that may still be made in this transaction: each reads a message anew, and when every
    /// packet comes from another source there is no time for that.
    private var guesses = guessLimit
    private static let guessLimit = 1_000

    init(_ connection: SQLiteConnection) throws(StoreError) {
        rows = try SessionRows(connection)
    }

    /// Counts an event.
    /// - Parameter source: the row of its source's address.
    mutating func note(_ event: ProbeEvent, from source: Int64) throws(StoreError) {
        if let index = sessions.index(forKey: source), sessions.values[index].includes(event.time) {
            if !sessions.values[index].isChanged { changed.append(source) }
            sessions.values[index].note(event)
            if sessions.values[index].wantsTool { guessTool(of: source, from: event) }
            return
        }
        try begin(with: event, from: source)
    }

    private mutating func begin(with event: ProbeEvent, from source: Int64) throws(StoreError) {
        if sessions.count >= Self.capacity {
            try flush()
            forget()
        }
        var latest = sessions[source]
        if let over = latest {
            // It is over, and what was counted of it must not go with it.
            if over.isChanged { _ = try rows.write(over, of: source) }
        } else {
            latest = try rows.latest(of: source)
        }
        var session = latest.flatMap { $0.includes(event.time) ? $0 : nil } ?? Session(startingWith: event)
        if sessions[source]?.isChanged != true { changed.append(source) }
        session.note(event)
        sessions[source] = session
        guessTool(of: source, from: event)
    }

    private mutating func guessTool(of source: Int64, from event: ProbeEvent) {
        guard guesses > 0, sessions[source]?.wantsTool ?? false else { return }
        guesses -= 1
        sessions[source]?.guessTool(from: event)
    }

    /// Writes what was counted since the last time.
    mutating func flush() throws(StoreError) {
        for source in changed {
            guard let index = sessions.index(forKey: source) else { continue }
            sessions.values[index].noteWritten(as: try rows.write(sessions.values[index], of: source))
        }
        changed.removeAll(keepingCapacity: true)
        guesses = Self.guessLimit
    }

    /// Forgets all: after a rollback or a clean-up the rows may be gone.
    mutating func forget() {
        sessions.removeAll(keepingCapacity: true)
        guesses = Self.guessLimit
        changed.removeAll(keepingCapacity: true)
    }
}
