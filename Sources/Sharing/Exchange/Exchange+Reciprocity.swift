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

    /// A sealed batch waits for its key, if that is not there.
    mutating func take(_ batch: SealedBatch, _ header: ValueHeader, at now: Timestamp) {
        reciprocity?.contributors.note(header, batch.agreement, at: now)
        let waiting = WaitingRoom.Waiting(header: header, batch: batch)
        guard let key = reciprocity?.keys.key(of: header.author, header.period) else {
            note(sealed: reciprocity?.waiting.add(waiting) ?? 1)
            return
        }
        open(waiting, by: key, at: now)
    }

    /// An author's keyring opens what waits for it, if we are among its readers.
    mutating func take(_ keyring: KeyringBody, _ header: ValueHeader, at now: Timestamp) {
        let author = header.author
        guard let keys = reciprocity?.agreement.unwrap(keyring, of: author, header.period) else { return }
        reciprocity?.keys.add(keys, of: author)
        reciprocity?.asks.hurry(author)
        guard let known = reciprocity?.keys else { return }
        let readable = reciprocity?.waiting.take(of: author) { known.key(of: author, $0) != nil } ?? []
        for waiting in readable {
            guard let key = known.key(of: author, waiting.header.period) else { continue }
            open(waiting, by: key, at: now)
        }
    }

    /// From here on it is a batch as others are.
    private mutating func open(_ waiting: WaitingRoom.Waiting, by key: ContentKey, at now: Timestamp) {
        let header = waiting.header
        do throws(DropReason) {
            if engine.policy.blockedAuthors.contains(header.author) { throw .blocked }
            let evidence = engine.take(try waiting.batch.opened(by: key, header), header, at: now)
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
            let request = requests.begin(.keyring, key, until: now.adding(Self.keyringPatience))
            actions.append(.get(request: request, key: key))
        }
    }

    private static let keyringPatience = Duration.seconds(30)

    private mutating func note(sealed count: Int) {
        for _ in 0..<count { engine.noteDropped(.sealed) }
    }
}
