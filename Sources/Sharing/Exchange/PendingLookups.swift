import Events

/// Questions that the network has not answered yet.
struct PendingLookups: Sendable {
    static let limit = 64
    /// Nobody waits longer for a call to be let through.
    static let timeLimit = Duration.seconds(2)

    struct Question: Sendable {
        let ticket: UInt64
        let subject: Subject
        let end: Timestamp
        /// How the `get` ended; nil before.
        var reading: KeyReading?
        /// It can be answered once so many values have been looked at.
        var after = 0
    }

    private var questions: [UInt64: Question] = [:]

    var count: Int { questions.count }

    mutating func add(_ subject: Subject, _ ticket: UInt64, at now: Timestamp) {
        questions[ticket] = Question(ticket: ticket, subject: subject, end: now.adding(Self.timeLimit))
    }

    var all: [Question] { Array(questions.values) }

    /// Its `get` ended.
    /// - Parameter after: values that have to be looked at first.
    mutating func finish(_ ticket: UInt64, _ reading: KeyReading, after: Int) {
        questions[ticket]?.reading = reading
        questions[ticket]?.after = after
    }

    /// Those that can be answered now, or must be.
    /// - Parameter held: tickets for which something is still to be opened.
    mutating func take(at now: Timestamp, looked: Int, held: Set<UInt64>) -> [Question] {
        let due = questions.values.filter {
            $0.end <= now || $0.reading != nil && $0.after <= looked && !held.contains($0.ticket)
        }
        for question in due { questions[question.ticket] = nil }
        return due
    }
}
