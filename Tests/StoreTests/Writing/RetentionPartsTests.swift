import Events
import NIOCore
import Testing

@testable import Store

/// What goes with events that are too old.
@Suite struct RetentionPartsTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let now = ProbeEvent.time.adding(.seconds(36_000))
    private var writer: StoreWriter

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("x.db")
        writer = try EventStore(path: path).writer()
    }

    /// An event with details of all kinds at each second, from one source.
    private mutating func write(_ seconds: ClosedRange<Int64>, from source: String = "198.51.100.7") throws {
        var batch = EventBatch()
        for second in seconds {
            let time = ProbeEvent.time.adding(.seconds(second))
            var event = try ProbeEvent.make(second, at: time, from: source, message: .register(user: "100"))
            event.details = EventDetails(credentials: event.details?.credentials, dtmf: "1")
            batch.events.append(event)
            batch.calls.append(CallRecord(event: event.id, ended: time, ending: .caller, status: 200))
        }
        try writer.write(batch)
    }

    /// Deletes what was seen before `second`.
    private func enforce(before second: Int64) throws -> Bool {
        let retention = Retention(.init(maximumAge: .seconds(36_000 - second)), try SQLiteConnection(path: path))
        return try retention.enforce(at: now)
    }

    private func events(_ table: String) throws -> [String?] {
        try Shell(path).column("SELECT \(table == "event" ? "id" : "event") FROM \(table) ORDER BY 1")
    }

    @Test mutating func rowsOfDeletedEventsGo() throws {
        try write(1...6)
        #expect(try enforce(before: 4))
        for table in ["event", "credential", "detail", "call"] { #expect(try events(table) == ["4", "5", "6"]) }
    }

    @Test mutating func anEventWhoseClockWasWrongTakesOnlyItsOwn() throws {
        try write(1...6)
        try Shell(path).run("UPDATE event SET time = 5 WHERE id = 5")
        #expect(try enforce(before: 3))
        for table in ["event", "credential", "detail", "call"] { #expect(try events(table) == ["3", "4", "6"]) }
    }

    @Test mutating func aSessionStaysWholeWhileAnyEventIsLeft() throws {
        try write(1...6)
        #expect(try enforce(before: 6))
        #expect(try Shell(path).row("SELECT first_event, last_event, attempts, credentials FROM session") == "1|6|6|6")
        #expect(try enforce(before: 7))
        #expect(try events("event") == [])
        #expect(try Shell(path).row("SELECT count(*) FROM session") == "0")
    }

    @Test mutating func onlySessionsThatAreOverGo() throws {
        try write(1...2)
        try write(3...4, from: "198.51.100.8")
        try write(5_000...5_001)
        #expect(try enforce(before: 4))
        #expect(try Shell(path).column("SELECT first_event FROM session ORDER BY id") == ["3", "5000"])
    }

    @Test mutating func aCallThatEndsAfterItsEventHasGoneIsNotKeptForEver() throws {
        try write(1...6)
        #expect(try enforce(before: 4))
        var batch = EventBatch()
        batch.calls = [CallRecord(event: EventID(rawValue: 2), ended: now, ending: .caller, status: 200)]
        try writer.write(batch)
        #expect(try events("call") == ["2", "4", "5", "6"])
        #expect(try enforce(before: 5))
        #expect(try events("call") == ["5", "6"])
    }

    @Test func aSourceThatComesBackAfterItsSessionWasDeletedBeginsANewOne() throws {
        let path = directory.file("own.db")
        var writer = try EventStore(path: path, options: .init(retention: .init(maximumAge: .seconds(60)))).writer()
        try writer.write(EventBatch([try .make(1, at: Timestamp.now.adding(.seconds(-600)))]))
        writer.idle()
        #expect(try Shell(path).row("SELECT count(*) FROM session") == "0")
        try writer.write(EventBatch([try .make(2, at: .now)]))
        #expect(try Shell(path).row("SELECT first_event, last_event, attempts FROM session") == "2|2|1")
        #expect(try Shell(path).row("SELECT value FROM address JOIN session ON source = address.id") == "198.51.100.7")
    }
}
