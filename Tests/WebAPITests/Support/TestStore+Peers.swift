import Events
import SIP
import Store

extension TestStore {
    /// A public key.
    static func key(_ author: UInt8) -> [UInt8] { [UInt8](repeating: author, count: 32) }

    static func name(_ author: UInt8) -> String { PeerKey.text(key(author)) }

    /// Authors that are known for a month, each in a network of its own, say that they saw something just now.
    func report(
        _ subject: PeerSubject, by authors: ClosedRange<UInt8> = 1...3, origin: PeerReport.Origin = .anyone,
        isLegacy: Bool = false
    ) throws {
        let table = try PeerTable(path: path)
        let now = Timestamp.now
        try table.note(
            authors.map { author in
                var stored = StoredAuthor(
                    key: Self.key(author), firstSeen: now.adding(.seconds(-30 * 86_400)), lastSeen: now)
                stored.network = .v4(UInt32(author) << 8)
                stored.batches = 2
                stored.events = 5
                return stored
            }, at: now)
        try table.add(
            authors.map { author in
                let key = isLegacy ? [UInt8](repeating: author, count: 16) : Self.key(author)
                let time = Self.time.adding(.seconds(Int64(author)))
                var report = PeerReport(
                    subject, by: key, first: time, last: isLegacy ? time : now, heard: now)
                report.isLegacy = isLegacy
                report.origin = origin
                report.isProven = !isLegacy
                return report
            })
    }
}
