import Events
import SIP
import Testing

@testable import Store

/// What may be acted on of what others report.
@Suite struct ActionableTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let table: PeerTable
    private let reader: EventReader
    private let policy = ActionPolicy()

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
        _ = try EventStore(path: path)
        table = try PeerTable(path: path)
        reader = try EventReader(path: path)
    }

    private func isActionable(_ policy: ActionPolicy? = nil, at now: Timestamp = .day(30)) throws -> Bool {
        let policy = policy ?? self.policy
        let found = try reader.isActionable(PeerReport.address, policy, at: now)
        // The list says the same.
        #expect(try reader.actionable(.address, policy, at: now, limit: 10) == (found ? ["198.51.100.7"] : []))
        return found
    }

    private func threeOfThreeNetworks() throws {
        try table.note([.make(1), .make(2), .make(3)], at: .day(30))
        try table.add([.make(by: 1), .make(by: 2), .make(by: 3)])
    }

    @Test func threeOldKeysOfThreeNetworksThatProvedItSuffice() throws {
        try threeOfThreeNetworks()
        #expect(try isActionable())
        #expect(try !reader.isActionable(.address(.v4(1)), policy, at: .day(30)))
        #expect(try !reader.isActionable(.number("198.51.100.7"), policy, at: .day(30)))
        #expect(try reader.actionable(.number, policy, at: .day(30), limit: 10).isEmpty)
    }

    @Test func twoDoNot() throws {
        try threeOfThreeNetworks()
        #expect(try !isActionable(ActionPolicy(quorum: 4)))
        #expect(try !isActionable(ActionPolicy(quorum: 0)))
        #expect(try isActionable(ActionPolicy(quorum: 2)))
    }

    @Test func threeOfOneNetworkCountAsOne() throws {
        for author in 1...3 { try table.note([.make(author, network: "192.0.2.0")], at: .day(30)) }
        try table.add([.make(by: 1), .make(by: 2), .make(by: 3)])
        #expect(try !isActionable())
        #expect(try isActionable(ActionPolicy(quorum: 1)))
    }

    @Test func oneWhoseNetworkWasNotSeenDoesNotCount() throws {
        try threeOfThreeNetworks()
        try Shell(path).run("UPDATE author SET network = NULL WHERE key = (SELECT min(key) FROM author)")
        #expect(try !isActionable())
    }

    @Test func oneThatIsLoweredDoesNotCountUntilItsTimeIsOver() throws {
        try threeOfThreeNetworks()
        var lowered = StoredAuthor.make(3)
        lowered.loweredUntil = .day(30, seconds: 60)
        try table.note([lowered], at: .day(30))
        #expect(try !isActionable())
        #expect(try isActionable(at: .day(30, seconds: 60)))
    }

    @Test func oneThatTheUserBlockedNeverCounts() throws {
        try threeOfThreeNetworks()
        try table.decide(.blocked, of: peerKey(2))
        #expect(try !isActionable())
        try table.decide(.none, of: peerKey(2))
        #expect(try isActionable())
    }

    @Test func aYoungKeyDoesNotCount() throws {
        try table.note([.make(1), .make(2), .make(3, first: .day(23, seconds: 1))], at: .day(30))
        try table.add([.make(by: 1), .make(by: 2), .make(by: 3)])
        #expect(try !isActionable())
        #expect(try isActionable(at: .day(30, seconds: 1)))
    }

    @Test func whatIsNotProvenDoesNotCount() throws {
        try table.note([.make(1), .make(2), .make(3)], at: .day(30))
        try table.add([.make(by: 1), .make(by: 2), .make(by: 3, isProven: false)])
        #expect(try !isActionable())
        #expect(try isActionable(ActionPolicy(countsUnproven: true)))
    }

    @Test func whatIsOutsideTheWindowDoesNotCount() throws {
        try threeOfThreeNetworks()
        #expect(try isActionable(at: .day(31)))
        #expect(try !isActionable(at: .day(31, seconds: 1)))
    }

    @Test(arguments: [PeerReport.Origin.group, .trusted])
    func aGroupOrATrustedAuthorIsBelievedAlone(origin: PeerReport.Origin) throws {
        try table.note([.make(1, first: .day(30))], at: .day(30))
        try table.add([.make(by: 1, origin: origin, isProven: false)])
        #expect(try isActionable())
        #expect(try !isActionable(at: .day(32)))
        try table.decide(.blocked, of: peerKey(1))
        #expect(try !isActionable())
    }

    @Test func whomTheUserTrustsIsBelievedAtOnceAndNoLongerThanThat() throws {
        try table.note([.make(1, first: .day(30))], at: .day(30))
        try table.add([.make(by: 1)])
        #expect(try !isActionable())
        try table.decide(.trusted, of: peerKey(1))
        #expect(try isActionable())
        try table.add([.make(by: 1, origin: .trusted)])
        try table.decide(.none, of: peerKey(1))
        #expect(try !isActionable())
    }

    @Test func originalNodesNeverCount() throws {
        for author in 1...9 {
            var report = PeerReport.make(by: author)
            report.isLegacy = true
            try table.add([report])
        }
        #expect(try !isActionable())
        try table.note((1...9).map { .make($0) }, at: .day(30))
        #expect(try !isActionable(ActionPolicy(countsUnproven: true)))
    }

    @Test func anAuthorOfWhomNothingIsKnownDoesNotCount() throws {
        try table.add([.make(by: 1, origin: .trusted), .make(by: 2), .make(by: 3), .make(by: 4)])
        #expect(try !isActionable())
    }

    @Test func thoseReportedLastComeFirst() throws {
        try table.note([.make(1)], at: .day(30))
        for second in 0..<5 {
            let subject = PeerSubject.address(.v4(UInt32(second) + 1))
            try table.add([.make(subject, by: 1, origin: .trusted, at: .day(29, seconds: 100 + second))])
        }
        #expect(try reader.actionable(.address, policy, at: .day(30), limit: 2) == ["0.0.0.5", "0.0.0.4"])
    }
}
