import Events

/// Questions about one address or number, to the network.
extension Exchange {
    /// - Parameter ticket: told with the answer, which comes within `PendingLookups.timeLimit`.
    mutating func lookUp(_ subject: Subject, ticket: UInt64, at now: Timestamp) {
        guard let key = settings.infoHash(of: subject), allowed.contains(.lookups),
            questions.count < PendingLookups.limit
        else {
            return answer(ticket, subject, nil)
        }
        guard goodNodes > 0 else {
            return answer(ticket, subject, KeyReading(values: 0, bytes: 0, goodNodes: 0, isDone: false))
        }
        questions.add(subject, ticket, at: now)
        let request = requests.begin(.lookup(ticket: ticket), key, until: now.adding(PendingLookups.timeLimit))
        actions.append(.get(request: request, key: key))
    }

    mutating func answerQuestions(at now: Timestamp) {
        guard questions.count > 0 else { return }
        let held = questions.all.filter { $0.reading != nil && isKeyComing(for: $0.subject) }.map(\.ticket)
        for question in questions.take(at: now, looked: looked, held: Set(held)) {
            let none = KeyReading(values: 0, bytes: 0, goodNodes: goodNodes, isDone: false)
            answer(question.ticket, question.subject, question.reading ?? none)
        }
    }

    /// - Parameter reading: nil when the network was not asked.
    private mutating func answer(_ ticket: UInt64, _ subject: Subject, _ reading: KeyReading?) {
        let evidence = engine.evidence(of: subject)
        let answer: LookupAnswer =
            reading.map { LookupAnswer(evidence, $0, isSealed: isSealed(subject)) }
            ?? (evidence.isEmpty ? .unknown(.notAsked) : .reported(evidence))
        counts.lookups[LookupOutcome(answer), default: 0] += 1
        actions.append(.answer(ticket: ticket, answer))
    }
}
