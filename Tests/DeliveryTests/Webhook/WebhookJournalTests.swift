import Events
import NIOCore
import Store
import Testing

@testable import Delivery

@Suite struct WebhookJournalTests {
    private let directory: TemporaryDirectory
    private let path: String
    private var writer: StoreWriter

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
        writer = try EventStore(path: path).writer()
    }

    private mutating func write(_ ids: Int64...) throws {
        try writer.write(EventBatch(try ids.map { try ProbeEvent.make($0) }))
    }

    private func journal() throws -> WebhookJournal {
        try WebhookJournal(
            path: path, name: "webhook", encoder: EventEncoder(.sentrypeer, addresses: .ip, version: "1.2.3"))
    }

    private static func ids(_ deliveries: [Delivery]?) -> [Int64] { deliveries?.map(\.id.rawValue) ?? [] }

    @Test mutating func itBeginsBehindWhatIsThereAndMissesNothingFromThen() throws {
        try write(1, 2)
        // Even if it gets to look at nothing before it ends.
        _ = try journal()
        try write(3)
        var journal = try journal()
        let deliveries = try journal.next(10)
        #expect(Self.ids(deliveries) == [3])
        #expect(deliveries?.first?.uuid == (try ProbeEvent.make(3).uuid))
        let body = String(buffer: try #require(deliveries?.first).body)
        #expect(body.hasPrefix(#"{"app_name":"sentrypeer","app_version":"1.2.3","#) && body.hasSuffix("}"))
    }

    @Test mutating func whatWasNotDoneComesAgainAndNothingElse() throws {
        var first = try journal()
        try write(1, 2, 3, 4, 5)
        #expect(Self.ids(try first.next(3)) == [1, 2, 3])
        // 1 and 3 are delivered, 2 is still being tried.
        try first.keep([EventID(rawValue: 2)], at: .now)
        var second = try journal()
        #expect(Self.ids(try second.next(1)) == [2])
        #expect(Self.ids(try second.next(10)) == [4, 5])
        // What has been read and not even been given stays too.
        try second.keep([2, 4, 5].reduce(into: []) { $0.insert(EventID(rawValue: $1)) }, at: .now)
        var third = try journal()
        #expect(Self.ids(try third.next(2)) == [2, 4])
        try third.keep([], at: .now)
        var fourth = try journal()
        #expect(Self.ids(try fourth.next(10)) == [5])
        #expect(try fourth.next(10) == nil)
    }

    @Test mutating func whatIsSetAsideIsWantedAgainWhenSomebodyAsks() throws {
        var journal = try journal()
        try write(1, 2)
        _ = try journal.next(10)
        journal.setAside(EventID(rawValue: 1), status: 422, reason: "no")
        try journal.keep([], at: .now)
        #expect(try journal.wanted(10).isEmpty)
        let table = try FollowerTable(path: path)
        #expect(try table.undelivered(limit: 10).map(\.status) == [422])
        #expect(try table.retry() == 1)
        #expect(Self.ids(try journal.wanted(10)) == [1])
        #expect(try journal.wanted(10).isEmpty)
        // Under way it is not pending: it would come twice after a crash.
        try journal.keep([EventID(rawValue: 1)], at: .now)
        #expect(try table.state(of: "webhook")?.pending == [])
        journal.delivered([EventID(rawValue: 1)])
        try journal.keep([], at: .now)
        #expect(try table.undelivered(limit: 10).isEmpty)
    }

    @Test mutating func aLookIsBoundedThoughTheFilterWantsNothing() throws {
        var journal = try WebhookJournal(
            path: path, name: "calls", encoder: EventEncoder(.ecs, addresses: .ip, version: "1"),
            filter: WebhookFilter(methods: [.invite]))
        try write(1, 2, 3)
        try writer.write(EventBatch([try ProbeEvent.make(4, message: .request("INVITE"))]))
        #expect(try journal.next(2) == [])
        #expect(try journal.backlog(limit: 100) == 2)
        let wanted = try journal.next(2)
        #expect(Self.ids(wanted) == [4])
        #expect(String(buffer: try #require(wanted?.first).body).contains(#""event":{"#))
        #expect(try journal.next(2) == nil)
    }

    @Test mutating func theBacklogIsWhatNobodyHasLookedAt() throws {
        var journal = try journal()
        try write(1, 2, 3)
        #expect(try journal.backlog(limit: 100) == 3)
        #expect(try journal.backlog(limit: 2) == 2)
        _ = try journal.next(2)
        #expect(try journal.backlog(limit: 100) == 1)
    }
}
