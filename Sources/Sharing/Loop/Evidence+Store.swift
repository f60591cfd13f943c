import Events
import Store

extension PeerReport {
    init(_ evidence: Evidence, heard: Timestamp) {
        let subject: PeerSubject =
            switch evidence.subject {
            case .address(let address): .address(address)
            case .number(let number): .number("\(number)")
            }
        self.init(subject, by: evidence.author.bytes, first: evidence.first, last: evidence.last, heard: heard)
        origin = Origin(evidence.origin)
        isProven = evidence.isProven
        attempts = Int(clamping: evidence.attempts)
    }
}

extension PeerReport.Origin {
    fileprivate init(_ origin: Evidence.Origin) {
        self =
            switch origin {
            case .anyone: .anyone
            case .group: .group
            case .trusted: .trusted
            }
    }
}

extension StoredAuthor {
    init(_ note: AuthorNote) {
        self.init(key: note.author.bytes, firstSeen: note.standing.firstSeen, lastSeen: note.standing.lastSeen)
        network = note.standing.network
        loweredUntil = note.standing.loweredUntil
        batches = note.tally.values
        events = note.tally.evidence
        dropped = note.tally.dropped
    }
}

extension AuthorStanding {
    init(_ author: StoredAuthor) {
        self.init(firstSeen: author.firstSeen)
        lastSeen = author.lastSeen
        network = author.network
        networkSeen = author.lastSeen
        loweredUntil = author.loweredUntil
    }
}

extension StoredOwnValue {
    init(_ value: SignedValue) {
        let header = value.value.header
        self.init(id: header.id, data: value.bytes, created: header.created, expires: header.expires)
    }
}
