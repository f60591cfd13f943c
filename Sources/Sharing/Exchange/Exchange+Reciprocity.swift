import Events

/// Keys of a group's authors: ours for those who give something, theirs for what they sealed.
extension Exchange {
    /// Wraps our keys for those who have joined, or for all when a day begins.
    mutating func giveKeys(at now: Timestamp) {
        let bodies = reciprocity?.bodies(without: engine.policy.blockedAuthors, at: now) ?? []
        for (place, body) in bodies.enumerated() {
            let created = now.wholeSeconds
            let header = ValueHeader(
                network: settings.network, key: .keyring(identity.author), author: identity.author,
                sequence: UInt64(max(1, created.seconds)) + UInt64(place), previous: nil, created: created,
                expires: created.adding(ValueLimits.lifetime))
            guard let value = SignedValue(SharedValue(header, .keyring(body)), by: identity) else { continue }
            reciprocity?.keyrings.add(value, at: now)
            actions.append(.keep(value))
        }
    }

    /// A sealed batch, or a keyring that may open some that wait.
    mutating func takeSealed(_ value: SharedValue, at now: Timestamp) {
        guard let heard = reciprocity?.hear(value, at: now) else { return }
        note(sealed: heard.gone)
        for waiting in heard.readable { open(waiting, at: now) }
    }

    /// From here on it is a batch as others are.
    private mutating func open(_ waiting: WaitingRoom.Waiting, at now: Timestamp) {
        let header = waiting.header
        do throws(DropReason) {
            if engine.policy.blockedAuthors.contains(header.author) { throw .blocked }
            guard let batch = try reciprocity?.batch(in: waiting) else { return }
            let evidence = engine.take(batch, header, at: now)
            tallies[header.author, default: AuthorTally()].evidence += evidence.count
            if !evidence.isEmpty { reciprocity?.contributors.noteRead(header) }
            take(evidence)
        } catch {
            engine.noteDropped(error)
        }
    }

    /// Asks for keyrings of those whose batches wait, and gives up what nobody will be able to read.
    mutating func askForKeys(at now: Timestamp) {
        note(sealed: reciprocity?.waiting.expire(at: now) ?? 0)
        guard isConnected, allowed.contains(.lookups) else { return }
        for author in reciprocity?.asked(at: now) ?? [] {
            let key = infoHash(.keyring(author))
            let request = requests.begin(.keyring(author), key, until: now.adding(Self.keyringPatience))
            actions.append(.get(request: request, key: key))
        }
    }

    /// Whether something was said of a subject that we can't read.
    func isSealed(_ subject: Subject) -> Bool { !waitedFor(subject).isEmpty }

    /// Whether that may change at once.
    func isKeyComing(for subject: Subject) -> Bool {
        waitedFor(subject).contains { queue.count > 0 || requests.contains(.keyring($0)) }
    }

    private func waitedFor(_ subject: Subject) -> [AuthorKey] {
        settings.name(of: subject).flatMap { reciprocity?.waiting.authors(under: $0) } ?? []
    }

    private static let keyringPatience = Duration.seconds(30)

    private mutating func note(sealed count: Int) {
        for _ in 0..<count { engine.noteDropped(.sealed) }
    }
}
