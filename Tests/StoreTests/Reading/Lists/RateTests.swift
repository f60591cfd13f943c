import Events
import NIOCore
import SIP
import Testing

@testable import Store

@Suite struct RateTests {
    private let directory: TemporaryDirectory
    private let path: String
    /// The beginning of an hour.
    private let hour = Timestamp(nanoseconds: 1_645_527_600_000_000_000)

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
    }

    /// Attempts by minutes behind `hour`.
    private func write(_ minutes: [Int: Int], _ method: String = "INVITE", from id: Int64 = 1) throws {
        var writer = try EventStore(path: path).writer()
        let events = try minutes.sorted { $0.key < $1.key }.enumerated().map { index, minute in
            try ProbeEvent.make(
                id + Int64(index), at: hour.adding(.seconds(60 * minute.key)), attempts: minute.value,
                message: .request(method))
        }
        try writer.write(EventBatch(events))
        writer.close()
    }

    /// Each as "minutes method attempts".
    private func rates(bucket: Int64 = 1, minutes: Range<Int> = -1_000_000..<1_000_000) throws -> [String] {
        try EventReader(path: path).rates(
            since: hour.adding(.seconds(60 * minutes.lowerBound)),
            until: hour.adding(.seconds(60 * minutes.upperBound)), bucket: bucket
        ).map { rate in
            let minute = (rate.start.nanoseconds - hour.nanoseconds) / 60_000_000_000
            return "\(minute) \(rate.method?.name?.description ?? "-") \(rate.attempts)"
        }
    }

    @Test func attemptsAddUpByMinuteAndMethod() throws {
        try write([0: 1, 1: 2, 61: 4])
        try write([1: 8], from: 100)
        try write([1: 16], "OPTIONS", from: 200)
        #expect(try rates() == ["0 INVITE 1", "1 INVITE 10", "1 OPTIONS 16", "61 INVITE 4"])
        #expect(try rates(bucket: 60) == ["0 INVITE 11", "0 OPTIONS 16", "60 INVITE 4"])
        #expect(try rates(minutes: 1..<61) == ["1 INVITE 10", "1 OPTIONS 16"])
        #expect(try EventReader(path: path).attemptsByTransport().map(\.attempts) == [31])
        #expect(try EventReader(path: path).attemptsByTransport().map(\.transport) == [.udp])
    }

    @Test func whatIsNoRequestCountsToo() throws {
        var writer = try EventStore(path: path).writer()
        var event = try ProbeEvent.make(1, at: hour, message: ByteBuffer(string: "SIP/2.0 200 OK\r\n\r\n"))
        event.method = nil
        try writer.write(EventBatch([event, try .make(2, at: hour, message: .request("FOO"))]))
        #expect(try rates() == ["0 - 1", "0 - 1"])
    }

    @Test func afterTwoDaysAnHourIsOneRow() throws {
        try write([0: 1, 1: 2, 59: 4, 60: 8, 61: 16])
        let connection = try SQLiteConnection(path: path)
        try RateHours(connection).merge(at: hour.adding(.seconds(60 * 60 * 49 - 1)))
        #expect(try rates().count == 5)
        try RateHours(connection).merge(at: hour.adding(.seconds(60 * 60 * 49)))
        #expect(try rates() == ["0 INVITE 7", "60 INVITE 8", "61 INVITE 16"])
        try RateHours(connection).merge(at: hour.adding(.seconds(60 * 60 * 490)))
        #expect(try rates() == ["0 INVITE 7", "60 INVITE 24"])
    }

    @Test func anEarlierVersionsEventsAreCountedOnce() throws {
        try write([0: 1, 1: 2])
        try write([1: 5], "FOO", from: 100)
        let before = try rates()
        let shell = try Shell(path)
        try shell.run(
            """
            DROP TABLE rate; DROP TABLE late; DROP TABLE follower; DROP TABLE undelivered; DROP INDEX event_by_uuid;
            PRAGMA user_version = 3;
            """)
        _ = try EventStore(path: path)
        _ = try EventStore(path: path)
        #expect(try rates() == before)
    }

    @Test func anUpgradeThatWasInterruptedGoesOn() throws {
        try write([0: 1, 1: 2, 2: 4])
        try Shell(path).run("DELETE FROM rate WHERE minute % 60 > 0; INSERT INTO setting VALUES ('rates_read_to', 1)")
        #expect(throws: StoreError.olderSchema(path: path)) { try EventReader(path: path) }
        _ = try EventStore(path: path)
        #expect(try rates() == ["0 INVITE 1", "1 INVITE 2", "2 INVITE 4"])
    }

    @Test func theOriginalsRowsCount() throws {
        try OriginalDatabase.make(path, rows: OriginalDatabase.rows(30))
        try Shell(path).run(
            """
            UPDATE honey SET method = 'NOT_FOUND' WHERE honey_id = 1; UPDATE honey SET method = 'X' WHERE honey_id = 2;
            UPDATE honey SET event_timestamp = 'yesterday' WHERE honey_id = 3;
            """)
        _ = try EventStore(path: path)
        #expect(
            try Shell(path).rows("SELECT method, sum(attempts) FROM rate GROUP BY method ORDER BY method")
                == [["-1", "1"], ["0", "27"], ["14", "1"]])
    }
}
