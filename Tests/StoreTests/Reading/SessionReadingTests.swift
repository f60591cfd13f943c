import Events
import NIOCore
import SIP
import Testing

@testable import Store

@Suite struct SessionReadingTests {
    private let directory: TemporaryDirectory
    private let reader: EventReader
    private var writer: StoreWriter
    private var nextID: Int64 = 1

    init() throws {
        directory = try TemporaryDirectory()
        let path = directory.file("sentrypeer.db")
        writer = try EventStore(path: path).writer()
        reader = try EventReader(path: path)
    }

    private mutating func write(_ message: ByteBuffer, from source: String = "198.51.100.7", after minutes: Int64 = 0)
        throws
    {
        let time = ProbeEvent.time.adding(.seconds(60 * minutes))
        try writer.write(EventBatch([try .make(nextID, at: time, from: source, message: message)]))
        nextID += 1
    }

    private func first(_ limit: Int = 10, depth: Int = 1_000) throws -> SessionAttempts {
        let session = try #require(try reader.sessions(limit: 1).first)
        return try reader.sessionAttempts()(session, limit: limit, depth: depth)
    }

    @Test mutating func aSummaryHoldsItsRow() throws {
        try write(.request("OPTIONS"))
        try write(.register(user: "100"), after: 10)
        let session = try #require(try reader.sessions(limit: 10).first)
        #expect(session.source == "198.51.100.7")
        #expect(session.firstEvent.rawValue == 1 && session.lastEvent.rawValue == 2)
        #expect(session.firstSeen == ProbeEvent.time && session.lastSeen == ProbeEvent.time.adding(.seconds(600)))
        #expect(session.attempts == 2 && session.credentials == 1)
        #expect(session.methods == [.options, .register])
    }

    @Test mutating func thoseSeenLastComeFirst() throws {
        for (minutes, source) in [(Int64(0), "192.0.2.1"), (1, "192.0.2.2"), (2, "192.0.2.1"), (60, "192.0.2.1")] {
            try write(.request(), from: source, after: minutes)
        }
        let sessions = try reader.sessions(limit: 10)
        #expect(sessions.map(\.source) == ["192.0.2.1", "192.0.2.1", "192.0.2.2"])
        #expect(sessions.map(\.attempts) == [1, 2, 1])
        #expect(try reader.sessions(limit: 2) == Array(sessions.prefix(2)))
        #expect(try reader.sessions(limit: 0) == [] && reader.sessions(limit: -1) == [])
        #expect(try reader.sessions(from: "192.0.2.1", limit: 10) == Array(sessions.prefix(2)))
        #expect(try reader.sessions(from: "192.0.2.9", limit: 10) == [])
        #expect(try reader.sessions(from: "' OR 1 --", limit: 10) == [])
    }

    @Test mutating func whatWasTried() throws {
        try write(.request("OPTIONS", number: "100"))
        for user in ["100", "101", "101"] { try write(.register(user: user)) }
        for number in ["0044", "0044", "+44"] { try write(.request(number: number, agent: "other")) }
        try write(.request("ACK", number: "7"))
        let tried = try first()
        #expect(tried.userAgents.items.map(\.text) == ["sipcli/v1.8", "other"])
        #expect(tried.userAgents.items.map(\.times) == [5, 3])
        #expect(tried.extensions.items.map(\.text) == ["100", "101"])
        #expect(tried.extensions.items.map(\.times) == [2, 2])
        #expect(tried.numbers.items.map(\.text) == ["0044", "+44"])
        #expect(tried.accounts.items.map(\.username) == ["101", "100"])
        #expect(tried.accounts.items.map(\.guesses) == [2, 1])
        #expect(!tried.accounts.hasMore && !tried.numbers.hasMore)
    }

    @Test mutating func listsHaveALimit() throws {
        for number in 1...5 { try write(.register(user: "\(number)")) }
        let tried = try first(3)
        #expect(tried.extensions.items.count == 3 && tried.extensions.hasMore)
        #expect(tried.accounts.items.count == 3 && tried.accounts.hasMore)
        #expect(!tried.userAgents.hasMore)
        #expect(try first(5).extensions.hasMore == false)
        #expect(try first(0).extensions.items == [])
        #expect(try first(.max).extensions.items.count == 5)
    }

    @Test mutating func onlyTheLastEventsAreLookedAt() throws {
        for number in 1...5 { try write(.request(number: "\(number)")) }
        #expect(try first(depth: 2).numbers.items.map(\.text) == ["4", "5"])
    }

    @Test mutating func otherSessionsOfTheSourceAreNotMixedIn() throws {
        try write(.request(number: "1"))
        try write(.request(number: "2"), from: "192.0.2.9", after: 1)
        try write(.request(number: "3"), after: 2)
        try write(.request(number: "4"), after: 100)
        let sessions = try reader.sessions(from: "198.51.100.7", limit: 10)
        let attempts = try reader.sessionAttempts()
        let numbers = try sessions.map { try attempts($0, limit: 10).numbers.items.map(\.text) }
        #expect(numbers == [["4"], ["1", "3"]])
    }

    @Test func accountsWhosePasswordWasFoundComeFirst() throws {
        var writer = writer
        for (id, user, isRight) in [(Int64(1), "1", false), (2, "1", nil), (3, "2", true), (4, "3", nil)] {
            var event = try ProbeEvent.make(id, message: .register(user: user))
            if let isRight { event.details = event.details?.judged(isPasswordRight: isRight) }
            try writer.write(EventBatch([event]))
        }
        let accounts = try first().accounts.items
        #expect(accounts.map(\.username) == ["2", "1", "3"])
        #expect(accounts.map(\.isPasswordKnown) == [true, false, nil])
    }

    @Test mutating func eventsThatAreGoneLeaveTheSummary() throws {
        for number in 1...3 { try write(.request(number: "\(number)"), after: Int64(number)) }
        _ = try Retention(
            .init(maximumAge: .seconds(90)), try SQLiteConnection(path: directory.file("sentrypeer.db"))
        ).enforce(at: ProbeEvent.time.adding(.seconds(180)))
        #expect(try reader.sessions(limit: 1).map(\.attempts) == [3])
        #expect(try first().numbers.items.map(\.text) == ["2", "3"])
    }
}
