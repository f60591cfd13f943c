import Events
import SIP

@testable import Store

extension Timestamp {
    /// Days and seconds after some day in 2026.
    static func day(_ days: Int, seconds: Int = 0) -> Timestamp {
        Timestamp(nanoseconds: 1_770_000_000_000_000_000).adding(.seconds(days * 86_400 + seconds))
    }
}

/// A public key.
func peerKey(_ byte: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: byte >> 8), UInt8(truncatingIfNeeded: byte)] + [UInt8](repeating: 7, count: 30)
}

extension PeerReport {
    static let address = PeerSubject.address(.v4(0xC633_6407))

    /// What a peer says of 198.51.100.7 at noon of day 30, proven.
    static func make(
        _ subject: PeerSubject = address, by author: Int, origin: Origin = .anyone, isProven: Bool = true,
        at last: Timestamp = .day(30)
    ) -> PeerReport {
        var report = PeerReport(subject, by: peerKey(author), first: last, last: last, heard: last)
        report.origin = origin
        report.isProven = isProven
        return report
    }
}

extension StoredAuthor {
    /// One of a network of its own, known for a month.
    static func make(
        _ author: Int, first: Timestamp = .day(0), last: Timestamp = .day(30), network: String? = nil
    ) -> StoredAuthor {
        var made = StoredAuthor(key: peerKey(author), firstSeen: first, lastSeen: last)
        made.network = network.map { IPAddress($0) } ?? .v4(UInt32(truncatingIfNeeded: author) << 8)
        return made
    }
}
