import Events
import NIOCore
import Testing

@testable import Store

@Suite struct NumberRowsTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
    }

    private func events(_ numbers: [String], from id: Int64 = 1, source: String = "198.51.100.7") throws -> EventBatch {
        EventBatch(
            try numbers.enumerated().map { try .make(id + Int64($0), from: source, message: .request(number: $1)) })
    }

    @Test(arguments: 1...6)
    func totalsOfTargetsFollowTheEvents(seed: UInt64) throws {
        var spray = Spray(seed: seed)
        var writer: StoreWriter? = try EventStore(path: path).writer()
        var targets: [String?: String?] = [:]
        var moved = 0
        for round in 0..<30 {
            switch round % 10 {
            case 4:
                // A start that knows nothing of what was in memory.
                writer = nil
                writer = try EventStore(path: path).writer()
            case 7:
                var failing = try spray.batch(40)
                // An id that is there already: all of it is rolled back, and comes again whole.
                failing.events.append(try .make(try #require(failing.events.first?.id.rawValue)))
                #expect(throws: SinkError.self) { try writer?.write(failing) }
                expectNone(try TargetInvariants(path).faults())
                failing.events.removeLast()
                try writer?.write(failing)
            default: break
            }
            try writer?.write(try spray.batch(round % 3 == 0 ? 7 : 90))
            expectNone(try TargetInvariants(path).faults(), "seed \(seed), round \(round)")
            for row in try Shell(path).rows("SELECT value, coalesce(target, 0) FROM number") {
                if let before = targets.updateValue(row[1], forKey: row[0]), before != row[1] { moved += 1 }
            }
        }
        #expect(moved > 0)
        #expect(try Shell(path).row("SELECT count(*) > 5, max(sources) > 32 FROM target") == "1|1")
    }

    @Test(arguments: 1...3)
    func totalsOfTargetsStayThoseOfTheirFormsWhenEventsGo(seed: UInt64) throws {
        var spray = Spray(seed: seed)
        var writer = try EventStore(path: path).writer()
        for _ in 0..<8 { try writer.write(try spray.batch(100)) }
        let connection = try SQLiteConnection(path: path)
        let times = try Shell(path).column("SELECT time FROM event ORDER BY time").compactMap {
            $0.flatMap { Int64($0) }
        }
        for part in [4, 2] {
            // What is older than the rest goes.
            let now = Timestamp(nanoseconds: times[times.count / part] + 1_000_000_000)
            #expect(try Retention(.init(maximumAge: .seconds(1)), connection).enforce(at: now))
            expectNone(try TargetInvariants(path).faults(hasAllEvents: false))
        }
        #expect(try Shell(path).row("SELECT count(*) < 800 FROM event") == "1")
    }

    @Test func aTargetGoesWithItsLastForm() throws {
        var writer = try EventStore(path: path).writer()
        try writer.write(try events(["0046500729221", "01146500729221"]))
        let shell = try Shell(path)
        #expect(try shell.row("SELECT e164, country, forms, attempts, sources FROM target") == "46500729221|SE|2|2|1")
        try shell.run("DELETE FROM number WHERE value LIKE '011%'")
        #expect(try shell.row("SELECT forms, attempts FROM target") == "1|1")
        try shell.run("DELETE FROM number")
        #expect(try shell.row("SELECT count(*) FROM target") == "0")
    }

    @Test func extensionsAndNamesHaveNoTarget() throws {
        var writer = try EventStore(path: path).writer()
        try writer.write(try events(["100", "alice", "100"]))
        #expect(
            try Shell(path).rows("SELECT value, target, prefix, tail, attempts, sources FROM number ORDER BY id")
                == [["100", nil, "", "1000000000000000", "2", "1"], ["alice", nil, nil, nil, "1", "1"]])
    }

    @Test func aNumberInToIsNoAttempt() throws {
        var writer = try EventStore(path: path).writer()
        try writer.write(EventBatch([try .make(message: .request(number: "100", to: "0046500729221"))]))
        #expect(try Shell(path).row("SELECT attempts, sources, forms FROM target") == "0|0|1")
    }

    @Test func sourcesBeyondTheRowAreCountedOnce() throws {
        var writer = try EventStore(path: path).writer()
        for round in Int64(0)..<2 {
            try writer.write(
                EventBatch(
                    try (1...50).map { host in
                        try .make(
                            round * 50 + host, from: "203.0.113.\(host)", message: .request(number: "0046500729221"))
                    }))
        }
        let shell = try Shell(path)
        #expect(try shell.row("SELECT number.sources, target.sources FROM number, target") == "50|50")
        #expect(
            try shell.row("SELECT (SELECT count(*) FROM number_source), (SELECT count(*) FROM target_source)")
                == "18|18")
        expectNone(try TargetInvariants(path).faults())
    }

    /// SQLite gives the id after the highest: a number must not count the next address for one that is gone.
    @Test func noAddressGetsTheIDOfOneThatIsGone() throws {
        var writer: StoreWriter? = try EventStore(path: path).writer()
        try writer?.write(try events(["100"], source: "203.0.113.1"))
        let connection = try SQLiteConnection(path: path)
        #expect(try Retention(.init(maximumSize: 1), connection).enforce(at: .now))
        let before = try Shell(path).row("SELECT max(id) FROM address")
        writer = nil
        var next = try EventStore(path: path).writer()
        try next.write(try events(["100"], from: 2, source: "203.0.113.2"))
        #expect(try Shell(path).row("SELECT id > \(before) FROM address WHERE value = '203.0.113.2'") == "1")
    }

    @Test func aFloodOfNewNumbersIsWrittenWhole() throws {
        var writer = try EventStore(path: path).writer()
        let batch = EventBatch(
            try (0..<5_000).map { index in
                try .make(Int64(index + 1), message: .request(number: "00\(46_500_000_000 + index * 7_919)"))
            })
        try writer.write(batch)
        #expect(try Shell(path).row("SELECT count(*), sum(attempts), sum(sources) FROM number") == "5000|5000|5000")
        expectNone(try TargetInvariants(path).faults())
    }
}
