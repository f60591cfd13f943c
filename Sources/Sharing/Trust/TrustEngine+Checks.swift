import Events

extension TrustEngine {
    /// The hard checks, the cheap ones first: a signature costs more than all others together.
    mutating func check(_ received: ReceivedValue, at now: Timestamp) throws(DropReason) -> SignedValue {
        let value = try open(received)
        let header = value.value.header
        guard header.network == network else { throw .network }
        if group == nil, value.value.body.isOfGroup { throw .seal }
        guard header.key.infoHash(in: group) == received.key else { throw .key }
        guard header.id == received.id else { throw .foreignID }
        guard header.author != own else { throw .own }
        if policy.blockedAuthors.contains(header.author) { throw .blocked }
        if policy.onlyTrustedAuthors, !policy.trustedAuthors.contains(header.author) { throw .unknownAuthor }
        try checkTimes(of: header, at: now)
        let digest = value.digest.head
        if seen.value(for: header.id) == digest { throw .duplicate }
        guard value.isSignatureRight else { throw .signature }
        if seen.value(for: header.id) != nil {
            // Two values for one place of its chain: what the author says depends on whom it talks to.
            if header.key.isFeed { lower(header.author, at: now) }
            throw .conflict
        }
        seen.insert(digest, for: header.id)
        var standing = authors.standing(of: header.author, at: now)
        standing.lastSeen = now
        let isFree = !header.key.isFeed || policy.trustedAuthors.contains(header.author)
        let isWithin = isFree || standing.noteBatch(made: header.created, policy, at: now)
        authors.set(standing, of: header.author, at: now)
        guard isWithin else { throw .quota }
        return value
    }

    private func open(_ received: ReceivedValue) throws(DropReason) -> SignedValue {
        guard let group else { return try SignedValue(received.bytes) }
        return try SignedValue(sealed: received.bytes, under: received.key, by: group)
    }

    /// What a value says of itself, which is not checked here; nil when it is none.
    func header(of received: ReceivedValue) -> ValueHeader? { try? open(received).value.header }

    /// Reads and checks a statement found under the old key's head.
    func rotation(_ received: ReceivedValue, at now: Timestamp) throws(DropReason) -> Rotation {
        let rotation: Rotation
        if let group {
            rotation = try Rotation(sealed: received.bytes, under: received.key, by: group)
        } else {
            rotation = try Rotation(received.bytes)
        }
        guard KeyName.head(rotation.old).infoHash(in: group) == received.key else { throw .key }
        guard rotation.id == received.id else { throw .foreignID }
        guard rotation.created >= now.adding(.zero - policy.oldest), rotation.created <= now.adding(policy.ahead)
        else { throw .clock }
        return rotation
    }

    private func checkTimes(of header: ValueHeader, at now: Timestamp) throws(DropReason) {
        guard header.created >= now.adding(.zero - policy.oldest), header.created <= now.adding(policy.ahead) else {
            throw .clock
        }
        guard header.expires > now, header.expires > header.created,
            header.expires <= header.created.adding(ValueLimits.lifetime)
        else { throw .expired }
    }

    private mutating func lower(_ author: AuthorKey, at now: Timestamp) {
        var standing = authors.standing(of: author, at: now)
        standing.loweredUntil = now.adding(policy.probation)
        authors.set(standing, of: author, at: now)
    }
}
