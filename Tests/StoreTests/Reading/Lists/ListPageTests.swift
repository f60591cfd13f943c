import Events
import NIOCore
import SIP
import Telephony
import Testing

@testable import Store

@Suite struct ListPageTests {
    private let directory: TemporaryDirectory
    private let reader: EventReader

    init() throws {
        directory = try TemporaryDirectory()
        let path = directory.file("sentrypeer.db")
        var writer = try EventStore(path: path).writer()
        var events: [ProbeEvent] = []
        func add(_ source: String, _ message: ByteBuffer, _ transport: SIPTransport = .udp, times: Int = 1) throws {
            let time = ProbeEvent.time.adding(.seconds(40 * events.count))
            events.append(
                try .make(
                    Int64(events.count + 1), at: time, from: source, transport: transport, attempts: times,
                    message: message))
        }
        try add("192.0.2.1", .request(number: "00442079460000"), times: 5)
        try add("192.0.2.2", .request("REGISTER", number: "100", agent: "friendly-scanner"), .tcp, times: 9)
        try add("192.0.2.3", .request(number: "0046812345678"), times: 7)
        try add("192.0.2.1", .request(number: "442079460000"), times: 1)
        try writer.write(EventBatch(events))
        reader = try EventReader(path: path)
    }

    private func addresses(_ change: (inout ListQuery) -> Void) throws -> [String] {
        var query = ListQuery()
        change(&query)
        return try reader.addresses(query, limit: 10).items.map { String($0.value.suffix(1)) }
    }

    private func forms(_ change: (inout ListQuery) -> Void) throws -> [String] {
        var query = ListQuery()
        change(&query)
        return try reader.forms(query, limit: 10).items.map(\.calledNumber)
    }

    @Test(arguments: [
        (ListQuery.Sort.lastSeen, ["1", "3", "2"]), (.firstSeen, ["3", "2", "1"]), (.attempts, ["2", "3", "1"]),
    ])
    func everyOrderIsTheSameWholeAndPageByPage(sort: ListQuery.Sort, expected: [String]) throws {
        #expect(try addresses { $0.sort = sort } == expected)
        for limit in 1...3 {
            var query = ListQuery()
            query.sort = sort
            var seen: [String] = []
            repeat {
                let page = try reader.addresses(query, limit: limit)
                seen += page.items.map { String($0.value.suffix(1)) }
                query.from = page.next
            } while query.from != nil
            #expect(seen == expected)
        }
    }

    @Test func aSpanOfTimeIsOfWhenTheyWereSeenLast() throws {
        #expect(try addresses { $0.since = ProbeEvent.time.adding(.seconds(80)) } == ["1", "3"])
        #expect(try addresses { $0.until = ProbeEvent.time.adding(.seconds(80)) } == ["2"])
    }

    @Test func addressesAreFilteredByWhatTheySent() throws {
        #expect(try addresses { $0.method = .register } == ["2"])
        #expect(try addresses { $0.method = .invite } == ["1", "3"])
        #expect(try addresses { $0.transport = .tcp } == ["2"])
        #expect(try addresses { $0.userAgent = "SIPCLI" } == ["1", "3"])
        #expect(try addresses { $0.userAgent = "%" } == [])
    }

    @Test func numbersAreFilteredByCountryAndPrefix() throws {
        #expect(try forms { $0.country = Country("GB") } == ["442079460000", "00442079460000"])
        #expect(try forms { $0.prefix = "00" } == ["0046812345678", "00442079460000"])
        #expect(try forms { $0.prefix = "" } == ["442079460000"])
        var query = ListQuery()
        query.country = Country("GB")
        let targets = try reader.targets(query, limit: 10).items
        #expect(targets.map { "\($0.e164) \($0.forms) \($0.attempts)" } == ["+442079460000 2 6"])
        query.prefix = "9011"
        #expect(try reader.targets(query, limit: 10).items.isEmpty)
    }

    @Test func countriesAddUpTheirNumbers() throws {
        let countries = try reader.countries()
        #expect(countries.map { "\($0.country) \($0.targets) \($0.attempts)" } == ["GB 1 6", "SE 1 7"])
        #expect(try reader.countries(only: Country("SE")).map(\.attempts) == [7])
        #expect(try reader.countries(only: Country("FR")).isEmpty)
    }

    @Test func agentsAndMethodsAreListedAsAddressesAre() throws {
        #expect(try reader.userAgents(ListQuery(), limit: 9).items.map(\.value) == ["sipcli/v1.8", "friendly-scanner"])
        #expect(try reader.methods(ListQuery(), limit: 9).items.map(\.attempts) == [13, 9])
    }

    @Test func anAddressIsKnownByItsLastEvents() throws {
        let profile = try reader.profile(of: "192.0.2.1")
        #expect(
            profile.forms.map { "\($0.form.calledNumber) \($0.attempts)" } == ["00442079460000 5", "442079460000 1"])
        #expect(profile.userAgents == [.init(text: "sipcli/v1.8", attempts: 6)])
        #expect(profile.methods == [.init(text: "INVITE", attempts: 6)])
        #expect(profile.credentials == 0)
        #expect(profile.nodes == [ProbeEvent.node])
        #expect(try reader.profile(of: "192.0.2.1", depth: 1).forms.map(\.attempts) == [1])
        #expect(try reader.profile(of: "192.0.2.9").forms.isEmpty)
    }

    @Test func countsAreOfEverything() throws {
        let counts = try reader.counts()
        #expect(counts.attempts == 22)
        #expect([counts.addresses, counts.numbers, counts.targets, counts.sessions] == [3, 4, 2, 3])
        #expect(counts.credentials == 0)
    }
}
