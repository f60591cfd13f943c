import Events

/// What is listened to, and what is asked for since it was missed.
extension Exchange {
    private static let getPatience = Duration.seconds(30)

    private var hearsFeeds: Bool { settings.hearsFeeds && allowed.contains(.feeds) }

    mutating func changeListens(at now: Timestamp) {
        let (new, ended) = listens.change(to: hearsFeeds ? listens.places(width.shards, at: now) : [])
        for request in ended {
            _ = requests.end(request)
            actions.append(.cancel(request: request))
        }
        for place in new {
            let key = infoHash(place.key)
            let request = requests.begin(.listen(place), key, until: nil)
            listens.opened(place, request)
            actions.append(.listen(request: request, key: key))
        }
    }

    /// All feeds since then, and the heads of all authors.
    mutating func beginBackfill(since: Timestamp?, at now: Timestamp) {
        if settings.hearsFeeds {
            backfill.begin(since: since, shards: width.shards, at: now)
            backfill.askForOpen(width.shards, at: now)
        }
        backfill.ask(engine.policy.trustedAuthors)
    }

    mutating func askForMissed(at now: Timestamp) {
        guard isConnected, allowed.contains(.feeds) else { return }
        if headRounds.isDue(at: now) {
            let trusted = engine.policy.trustedAuthors
            let known = hearsFeeds ? backfill.authors : []
            backfill.ask(headRounds.take(trusted: trusted, known: known, at: now))
        }
        for name in backfill.next(at: now) {
            let key = infoHash(name)
            let request = requests.begin(.backfill(name), key, until: now.adding(Self.getPatience))
            actions.append(.get(request: request, key: key))
        }
    }

    /// What is known of authors from whom something came goes to the store, not with every value.
    mutating func noteAuthors(at now: Timestamp) {
        guard !tallies.isEmpty, nextNotes.map({ $0 <= now }) ?? true else { return }
        nextNotes = now.adding(.seconds(10))
        let notes = tallies.compactMap { author, tally in
            engine.standing(of: author).map { AuthorNote(author: author, standing: $0, tally: tally) }
        }
        tallies.removeAll(keepingCapacity: true)
        if !notes.isEmpty { actions.append(.note(notes)) }
    }
}
