import Events
import SIP

/// What comes from the network.
extension Exchange {
    /// Values that one `get` may bring: more than a key may hold, and far less than the queue has room for.
    private static let valuesOfGet = 4 * ValueLimits.valuesOfKey
    /// A batch in which its author shows up from where we keep it is news; a later one may be anybody's copy.
    private static let freshness = Duration.seconds(300)

    mutating func hear(_ report: NodeReport, at now: Timestamp) {
        switch report {
        case .value(let value): hear(value)
        case .done(let request, let hasSucceeded): hear(request, hasSucceeded, at: now)
        case .statistics(let statistics): goodNodes = Int(statistics.goodNodes)
        case .kept(let value): hear(value)
        case .stopped: break
        }
    }

    private mutating func hear(_ value: NetworkValue) {
        guard !value.isExpired, let request = requests[value.request],
            let count = requests.note(value.request, bytes: value.data.count)
        else { return }
        if case .listen(let place) = request.purpose, count >= ValueLimits.valuesOfKey, listens.noteFull(place) {
            width.noteFullShard()
        }
        let isListen = request.end == nil
        guard isListen || count <= Self.valuesOfGet else { return engine.noteDropped(.queue) }
        wait(ReceivedValue(bytes: value.data, id: value.id, key: request.key))
    }

    private mutating func hear(_ value: KeptValue) {
        let received = ReceivedValue(bytes: value.data, id: value.id, key: value.key, from: value.from)
        // Without the feed only those matter whose word is asked for.
        if !settings.hearsFeeds {
            guard let author = engine.header(of: received)?.author, engine.standing(of: author) != nil else { return }
        }
        wait(received)
    }

    private mutating func wait(_ value: ReceivedValue) {
        guard value.bytes.count <= ValueLimits.bytes else { return engine.noteDropped(.oversize) }
        if !queue.append(value) { engine.noteDropped(.queue) }
    }

    private mutating func hear(_ id: UInt64, _ hasSucceeded: Bool, at now: Timestamp) {
        // A listen goes on until we end it.
        guard requests[id]?.end != nil, let request = requests.end(id) else { return }
        end(request, hasSucceeded, at: now)
    }

    /// What never ended counts as not done.
    mutating func endRequests(at now: Timestamp) {
        for request in requests.overdue(at: now) { end(request, false, at: now) }
    }

    private mutating func end(_ request: NetworkRequests.Request, _ hasSucceeded: Bool, at now: Timestamp) {
        let reading = request.reading(goodNodes: goodNodes, isDone: hasSucceeded)
        switch request.purpose {
        case .backfill(let name):
            if reading.isOverfull, name.isOf(Epoch(now)), name.isFeed { width.noteFullShard() }
            backfill.finished(name, reading, at: now)
        case .lookup(let ticket): questions.finish(ticket, reading, after: looked + queue.count)
        case .put(let value): if !hasSucceeded { retry(value, at: now) }
        case .listen, .keyring: break
        }
    }

    mutating func lookAtValues(at now: Timestamp) {
        var rest = Self.valuesOfStep
        while rest > 0, let value = queue.next() {
            rest -= 1
            looked += 1
            if value.isRotation(for: settings.group) { turn(value, at: now) } else { look(at: value, at: now) }
        }
    }

    private mutating func look(at value: ReceivedValue, at now: Timestamp) {
        do throws(DropReason) {
            let acceptance = try engine.receive(value, at: now)
            take(acceptance, at: now)
            noteNetwork(acceptance.value.value.header, value.from, at: now)
        } catch {
            noteDropped(value, error, at: now)
        }
    }

    private mutating func take(_ acceptance: TrustEngine.Acceptance, at now: Timestamp) {
        let header = acceptance.value.value.header
        tallies[header.author, default: AuthorTally()].values += 1
        tallies[header.author, default: AuthorTally()].evidence += acceptance.evidence.count
        switch acceptance.value.value.body {
        case .batch(let body):
            take(acceptance.evidence)
            reciprocity?.contributors.note(header, body.agreement, at: now)
            if !acceptance.evidence.isEmpty { reciprocity?.contributors.noteRead(header) }
            noteBatch(header, width: body.width, bytes: acceptance.value.bytes.count)
        case .sealed(let batch):
            noteBatch(header, width: batch.width, bytes: acceptance.value.bytes.count)
            takeSealed(acceptance.value.value, at: now)
        case .keyring: takeSealed(acceptance.value.value, at: now)
        case .head(let head):
            let isTrusted = engine.policy.trustedAuthors.contains(header.author)
            backfill.note(header, head, isTrusted: isTrusted, at: now)
        }
    }

    mutating func take(_ evidence: [Evidence]) {
        counts.received += 1
        if !evidence.isEmpty { actions.append(.report(evidence)) }
    }

    private mutating func noteBatch(_ header: ValueHeader, width stated: UInt8, bytes: Int) {
        guard header.key.isFeed else { return }
        if header.epoch == epoch { width.note(header.author, width: stated, bytes: bytes) }
        if backfill.note(header) { headRounds.doubt(header.author) }
    }

    /// What an author signed and we know already may still tell where it is; what it signed against the rules is counted
    /// as its.
    private mutating func noteDropped(_ value: ReceivedValue, _ reason: DropReason, at now: Timestamp) {
        switch reason {
        case .duplicate:
            guard value.from != nil, let header = engine.header(of: value) else { return }
            noteNetwork(header, value.from, at: now)
        case .conflict, .quota:
            guard let author = engine.header(of: value)?.author else { return }
            tallies[author, default: AuthorTally()].dropped += 1
        default: break
        }
    }

    private mutating func noteNetwork(_ header: ValueHeader, _ address: IPAddress?, at now: Timestamp) {
        guard let address, header.created >= now.adding(.zero - Self.freshness) else { return }
        engine.note(header.author, from: address, at: now)
        tallies[header.author, default: AuthorTally()].values += 0
    }

    private mutating func turn(_ value: ReceivedValue, at now: Timestamp) {
        do throws(DropReason) {
            let rotation = try engine.rotation(value, at: now)
            guard engine.note(rotation, at: now) else { return }
            if engine.policy.trustedAuthors.contains(rotation.new) { actions.append(.trust(rotation.new)) }
            if engine.policy.blockedAuthors.contains(rotation.new) { actions.append(.block(rotation.new)) }
            tallies[rotation.old, default: AuthorTally()].values += 0
            tallies[rotation.new, default: AuthorTally()].values += 0
        } catch {
            engine.noteDropped(error)
        }
    }
}
