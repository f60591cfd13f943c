import Events
import Foundation
import Testing

@testable import sentrypeer

/// What the API answers, read into what the commands show.
@Suite struct ValuesTests {
    private func decode<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(json.utf8))
    }

    @Test func rowsOfEachListHaveTheirName() throws {
        let seen = #""seen_last":"2022-02-22 11:19:15.848934346","seen_count":"12""#
        for (json, name) in [
            (#"{"ip_addresses_total":9,"ip_addresses":[{"ip_address":"192.0.2.1",\#(seen)}]}"#, "192.0.2.1"),
            (#"{"user_agents":[{"user_agent":"x",\#(seen)}]}"#, "x"),
            (#"{"sip_methods":[{"sip_method":"OPTIONS",\#(seen)}]}"#, "OPTIONS"),
            (#"{"countries":[{"country":"SE","targets_total":3,\#(seen)}]}"#, "SE"),
        ] {
            let rows = try decode(TopPage.self, json).rows
            #expect(rows.map(\.name) == [name])
            #expect(rows.map(\.attempts) == [12])
            #expect(rows[0].lastSeen == NodeDatabase.time)
        }
        let target = try decode(
            TopPage.self,
            #"""
            {"called_numbers":[{"called_number_e164":"+46500729221","country":"SE",\#(seen),
            "prefixes":[{"prefix":"00","attempts":2}]}]}
            """#)
        #expect(target.rows[0].country == "SE")
        #expect(target.rows[0].prefixes == [.init(prefix: "00", attempts: 2)])
    }

    @Test(arguments: [
        "{}", "[]", "{\"countries\":[{}]}", "{\"user_agents\":[{\"user_agent\":\"x\",\"seen_count\":\"many\"}]}",
    ])
    func whatIsNoListIsRefused(json: String) {
        #expect(throws: (any Error).self) { try decode(TopPage.self, json) }
    }

    @Test func recentAttemptsAreOfTheirSpan() {
        let minute: Int64 = 60_000_000_000
        let now = Timestamp(nanoseconds: 1_000_000 * minute + minute / 4)
        func at(_ age: Int64, _ attempts: Int) -> NodeStats.Minute {
            .init(start: Timestamp(nanoseconds: (1_000_000 - age) * minute), attempts: attempts)
        }
        let recent = RecentAttempts([at(1_439, 1_000), at(61, 100), at(59, 10), at(1, 4), at(0, 5)], at: now)
        // A quarter of this minute and three quarters of the one before.
        #expect(recent.lastMinute == 8)
        #expect(recent.lastHour == 19)
        #expect(recent.lastDay == 1_119)
        #expect(recent.byMinute.count == 60)
        #expect(recent.byMinute.suffix(2) == [4, 5] && recent.byMinute[0] == 10)
        #expect(RecentAttempts([], at: now).lastDay == 0)
    }

    @Test func aPageIsCutIntoItsObjects() {
        let first = #"{"a":"}]\"{","b":[1,{"c":2}]}"#
        let json = #"{"events":[\#(first),{}],"next_cursor":"[{"}"#
        #expect(EventsPage.objects(in: Array(json.utf8)).map { String(decoding: $0, as: UTF8.self) } == [first, "{}"])
        #expect(EventsPage.objects(in: Array("{\"events\":[]}".utf8)) == [])
        #expect(EventsPage.objects(in: Array("]]}}{{[".utf8)) == [])
    }

    @Test func aGapIsAskedForAndNothingShownTwice() throws {
        var state = CatchingUp(newest: 10)
        #expect(!state.hasBegun)
        #expect(state.request == (10, ""))
        #expect(CatchingUp(newest: 0).request == (1, ""))
        state.begin()
        // There was nothing, so that all there is then is new.
        #expect(state.request == (5_000, ""))
        let event = SeenEvent.make()
        let answers = [state.isNew(event, isAsked: true), state.isNew(event, isAsked: true)]
        #expect(answers == [true, false])
        #expect(state.request == (5_000, "&since=2022-02-22%2011%3A19%3A10.848934346"))
    }

    @Test func whatIsOlderThanTheStartIsNotShownLater() {
        var state = CatchingUp(newest: 1)
        var answers = [state.isNew(.make(), isAsked: true)]
        state.begin()
        var (older, newer) = (SeenEvent.make(uuid: "older"), SeenEvent.make(uuid: "newer"))
        newer.time = "2022-02-22 11:19:15.848934347"
        answers += [state.isNew(older, isAsked: true), state.isNew(newer, isAsked: true)]
        // What comes by itself is new, whatever its time.
        older.time = "2022-02-22 11:19:14.000000000"
        answers.append(state.isNew(older, isAsked: false))
        #expect(answers == [true, false, true, true])
    }

    @Test func theLineOfAnEventDrivesNoTerminal() {
        #expect(
            EventLine(.make()).text
                == "2022-02-22 11:19:15  198.51.100.7:5062      UDP  INVITE     0046500729221 (+46500729221 SE)     sipcli/v1.8"
        )
        let hostile = EventLine(.make(method: "\u{1b}[2J", number: "1\n2", agent: "\u{9b}x\u{202e}")).text
        #expect(hostile.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{9b}" && $0 != "\u{202e}" })
        #expect(EventLine(.make(agent: nil, attempts: 3)).text.hasSuffix("  -  (3 times)"))
    }

    @Test func jsonIsFitForATerminal() throws {
        let line = PrintableJSON.line("{\"a\":\"\u{9b}31m\u{202e}é\u{10FFFF}\"}")
        #expect(line == #"{"a":"\u009b31m\u202eé\udbff\udfff"}"#)
        #expect(try decode([String: String].self, line) == ["a": "\u{9b}31m\u{202e}é\u{10FFFF}"])
    }

    @Test func aQueryIsAURLsPart() {
        var query = EventQuery()
        #expect(query.parameters == "")
        query.source = "2001:db8::1"
        query.number = "+46 5&0"
        query.userAgent = "é"
        query.transport = .tls
        #expect(query.parameters == "&source=2001%3Adb8%3A%3A1&number=%2B46%205%260&transport=TLS&user_agent=%C3%A9")
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-1_000, "-1,000"), (-100, "-100"),
    ])
    func numbersAreGrouped(number: Int, text: String) {
        #expect(TextBlock.grouped(number) == text)
    }
}

extension SeenEvent {
    fileprivate static func make(
        method: String = "INVITE", number: String = "0046500729221", agent: String? = "sipcli/v1.8", attempts: Int = 1,
        uuid: String = "u"
    ) -> SeenEvent {
        SeenEvent(
            time: "2022-02-22 11:19:15.848934346", uuid: uuid, transport: "UDP", source: "198.51.100.7",
            sourcePort: 5062, method: method, status: nil, malformation: nil, calledNumber: number,
            e164: "+46500729221", country: "SE", userAgent: agent, attempts: attempts)
    }
}
