import Events

/// What we say: events become batches, and values under look-up keys; all are put again as long as they live.
extension Exchange {
    /// An event of our own.
    mutating func see(_ event: BatchEvent, at now: Timestamp) {
        if let events = builder.add(event, at: now) { publish(events, at: now) }
    }

    var omitted: Int { builder.omitted }

    mutating func publish(_ events: [BatchEvent], at now: Timestamp) {
        guard let value = chain.batch(events, width: width.width, at: now) else { return }
        width.note(identity.author, width: width.width, bytes: value.bytes.count)
        if isConnected { reciprocity?.noteOwnBatch(at: now) }
        heads.noteBatch()
        batches.add(value, at: now)
        counts.sent += 1
        actions.append(.keep(value))
        for value in lookupValues.values(events, at: now) {
            lookups.add(value, at: now)
            actions.append(.keep(value))
        }
    }

    /// While nobody is there, or the day's budget is spent, what is due waits.
    mutating func putOwn(at now: Timestamp) {
        guard isConnected, allowed.contains(.feeds) else { return }
        for value in batches.due(at: now) { put(value, at: now) }
        let due = lookups.due(at: now, atMost: lookupPace.room(at: now))
        lookupPace.use(due.count)
        for value in due { put(value, at: now) }
        for value in reciprocity?.keyrings.due(at: now) ?? [] { put(value, at: now) }
        if heads.take(at: now), let head = chain.head(at: now) { put(head, at: now) }
        if rotation?.take(at: now) == true, let rotation = rotation?.rotation { put(rotation, at: now) }
    }

    private mutating func put(_ value: SignedValue, at now: Timestamp) {
        let header = value.value.header
        let bytes = settings.group.map { value.sealed(for: $0) } ?? value.bytes
        guard let bytes else { return }
        put(bytes, id: header.id, under: header.key, until: header.expires, at: now)
    }

    private mutating func put(_ rotation: Rotation, at now: Timestamp) {
        let key = KeyName.head(rotation.old)
        let bytes = settings.group.map { rotation.sealed(for: $0, under: infoHash(key)) } ?? rotation.bytes
        guard let bytes else { return }
        put(
            bytes, id: rotation.id, under: key, until: rotation.created.adding(ValueLimits.lifetime), at: now)
    }

    private mutating func put(
        _ bytes: [UInt8], id: UInt64, under name: KeyName, until end: Timestamp, at now: Timestamp
    ) {
        let key = infoHash(name)
        let request = requests.begin(.put(id), key, until: now.adding(Self.putPatience))
        // Those who keep it let go of it when it is as old as values of its type become.
        let left = Duration.nanoseconds(max(0, end.nanoseconds - now.nanoseconds))
        let age = max(.zero, ValueLimits.lifetime - left)
        actions.append(
            .put(
                NetworkPut(
                    request: request, key: key, id: id, type: PeerNetwork.type, userType: PeerNetwork.userType,
                    data: bytes, age: age)))
    }

    private static let putPatience = Duration.seconds(60)

    /// Nobody took it.
    mutating func retry(_ id: UInt64, at now: Timestamp) {
        batches.retry(id, at: now)
        lookups.retry(id, at: now)
        reciprocity?.keyrings.retry(id, at: now)
    }
}
