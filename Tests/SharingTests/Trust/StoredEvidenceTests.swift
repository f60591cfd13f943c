import Events
import Foundation
import SIP
import Store
import Testing

@testable import Sharing

/// The store's query says what `Verdict` says, of whatever evidence.
@Suite struct StoredEvidenceTests {
    /// The same numbers each time, so that a failure comes again.
    private struct Draws: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 29)) &* 0x9E37_79B9_7F4A_7C15
        }
    }

    private let now = Timestamp(nanoseconds: 1_770_000_000_000_000_000)

    @Test(arguments: 0..<8) func theQueryAndTheVerdictAgree(seed: UInt64) throws {
        var draws = Draws(state: seed)
        let path = FileManager.default.temporaryDirectory.path + "/sentrypeer-evidence-\(UUID())"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = path + "/sentrypeer.db"
        _ = try EventStore(path: file)

        var policy = TrustPolicy()
        policy.quorum = .random(in: 0...4, using: &draws)
        policy.countsUnproven = .random(using: &draws)
        let authors = (0..<40).map { author(UInt8($0), policy, &draws) }
        var evidence: [Subject: [WeighedEvidence]] = [:]
        for index in 0..<60 {
            let subject = Subject.address(.v4(0xC633_6400 + UInt32(index)))
            let count = Int.random(in: 0...8, using: &draws)
            evidence[subject] = authors.shuffled(using: &draws).prefix(count).map {
                WeighedEvidence(word(of: subject, $0.key, &draws), $0.standing)
            }
        }

        let table = try PeerTable(path: file)
        try table.note(
            authors.map { author in
                var stored = StoredAuthor(
                    key: author.key.bytes, firstSeen: author.standing.firstSeen, lastSeen: author.standing.lastSeen)
                stored.network = author.standing.network
                stored.loweredUntil = author.standing.loweredUntil
                return stored
            }, at: now)
        try table.add(evidence.values.joined().compactMap { report($0.evidence) })

        let reader = try EventReader(path: file)
        let action = ActionPolicy(
            quorum: policy.quorum, keyAge: policy.keyAge, window: policy.window, countsUnproven: policy.countsUnproven)
        var verdicts: Set<String> = []
        for (subject, all) in evidence {
            guard case .address(let address) = subject else { continue }
            let verdict = Verdict.isActionable(all, policy, at: now)
            #expect(try reader.isActionable(.address(address), action, at: now) == verdict, "\(all)")
            if verdict { verdicts.insert(address.description) }
        }
        #expect(Set(try reader.actionable(.address, action, at: now, limit: 1_000)) == verdicts)
        #expect(!verdicts.isEmpty && verdicts.count < evidence.count)
    }

    private func author(
        _ byte: UInt8, _ policy: TrustPolicy, _ draws: inout Draws
    ) -> (key: AuthorKey, standing: AuthorStanding) {
        let age = [0, 3_600, 7 * 86_400 - 1, 7 * 86_400, 30 * 86_400, 60 * 86_400].randomElement(using: &draws) ?? 0
        var standing = AuthorStanding(firstSeen: now.adding(.seconds(-age)))
        let network = IPAddress.v4(0xC000_0200 + UInt32.random(in: 0..<6, using: &draws) << 8)
        if Int.random(in: 0..<8, using: &draws) > 0 { standing.network = policy.network(of: network) }
        if Int.random(in: 0..<6, using: &draws) == 0 {
            standing.loweredUntil = now.adding(.seconds(Int.random(in: -1...1, using: &draws)))
        }
        return (AuthorKey(checked: [UInt8](repeating: byte, count: 32)), standing)
    }

    private func word(of subject: Subject, _ author: AuthorKey, _ draws: inout Draws) -> Evidence {
        let last = now.adding(.seconds([0, -3_600, -86_400, -86_401, 600].randomElement(using: &draws) ?? 0))
        return Evidence(
            subject: subject, author: author,
            origin: Int.random(in: 0..<25, using: &draws) == 0
                ? [.group, .trusted][Int(last.nanoseconds & 1)] : .anyone,
            first: last.adding(.seconds(-60)), last: last, attempts: 1,
            isProven: Int.random(in: 0..<4, using: &draws) > 0)
    }

    private func report(_ evidence: Evidence) -> PeerReport? {
        guard case .address(let address) = evidence.subject else { return nil }
        var report = PeerReport(
            .address(address), by: evidence.author.bytes, first: evidence.first, last: evidence.last, heard: now)
        report.origin = PeerReport.Origin(rawValue: Int64(evidence.origin.rawValue)) ?? .anyone
        report.isProven = evidence.isProven
        return report
    }
}
