import Testing

@testable import WebAPI

/// What is known of one address, number, event or session.
@Suite struct KnowledgeTests {
    private let store: TestStore

    init() throws {
        store = try TestStore()
        try store.add(from: "192.0.2.1", number: "00442079460000", attempts: 5)
        try store.add(from: "192.0.2.2", number: "9442079460000", attempts: 2, minutes: 1)
        try store.add(from: "192.0.2.1", number: "100", attempts: 3, minutes: 2)
    }

    private func get(_ path: String) async throws -> HTTPAnswer {
        let separator = path.contains("?") ? "&" : "?"
        return try #require(try await withAPI(store) { try HTTPClient($0).get("\(path)\(separator)pretty=false") })
    }

    @Test func anAddressInFull() async throws {
        let body = try await get("/ip-addresses/192.0.2.1?verbose=1").body
        #expect(
            body.hasPrefix(
                """
                {"bad_actor_found":"192.0.2.1","seen_first":"2022-02-22 11:19:15.848934346",\
                "seen_last":"2022-02-22 11:21:15.848934346","seen_count":"8",\
                "called_numbers":[{"called_number":"00442079460000","called_number_e164":"+442079460000",\
                "country":"GB","prefix":"00","confidence":100,"attempts":5},{"called_number":"100",\
                "called_number_e164":null,"country":null,"prefix":"","confidence":100,"attempts":3}],\
                "user_agents":[{"user_agent":"sipcli/v1.8","attempts":8}],\
                "sip_methods":[{"sip_method":"INVITE","attempts":8}],"sessions":[{"id":
                """))
        #expect(
            body.hasSuffix(
                #""credentials_total":0,"peers_actionable":false,"peer_reports":[],"#
                    + #""reporting_nodes":["84d81449-4088-49b2-9f90-d731c588df79"]}"#))
    }

    @Test func aNumberInFullWhateverItsForm() async throws {
        for (form, match) in [("00442079460000", "exact"), ("+442079460000", "e164"), ("011442079460000", "e164")] {
            let body = try await get("/numbers/\(form)?verbose=1").body
            #expect(body.hasPrefix(#"{"phone_number_found":"\#(form)","match":"\#(match)","confidence":"#))
            #expect(body.contains(#""called_number_e164":"+442079460000","country":"GB""#))
            #expect(body.contains(#""seen_count":"7","sources_total":2,"sources":[{"ip_address":"192.0.2.1""#))
            #expect(body.contains(#""forms":[{"called_number":"00442079460000","prefix":"00""#))
        }
    }

    @Test func anExtensionIsShownToWhoLooksAtAttacksAndNeverBlocked() async throws {
        #expect(try await get("/numbers/112").status == 404)
        try store.add(number: "112", minutes: 3)
        #expect(try await get("/numbers/112").status == 404)
        #expect(try await get("/lookup/112").body == "OK")
        let body = try await get("/numbers/112?verbose=1").body
        #expect(body.contains(#""called_number_e164":null"#))
    }

    @Test func anEventByItsUUID() async throws {
        let list = try await get("/events?limit=1").body
        let uuid = try #require(list.split(separator: #""event_uuid":""#).last?.prefix(36))
        #expect(!list.contains("sip_message"))
        let event = try await get("/events/\(uuid)").body
        #expect(event.contains(#""sip_message":"INVITE sip:100@192.0.2.1 SIP/2.0\r\n"#))
        #expect(event.contains(#""session":"#))
        #expect(try await get("/events?limit=1&verbose=1").body.contains("sip_message"))
        #expect(try await get("/events/84d81449-4088-49b2-9f90-d731c588df79").status == 404)
        #expect(try await get("/events/1").status == 400)
    }

    @Test(arguments: [
        ("source=192.0.2.2", 1), ("number=%2B442079460000", 2), ("number=100", 1), ("method=INVITE", 3),
        ("transport=TCP", 0), ("user_agent=SIPCLI", 3), ("country=GB", 2), ("prefix=00", 1),
        ("since=2022-02-22T11:20:00Z", 2), ("until=2022-02-22T11:20:00Z", 1),
    ])
    func eventsAreFiltered(query: String, count: Int) async throws {
        let body = try await get("/events?\(query)").body
        #expect(body.split(separator: "event_uuid").count - 1 == count)
    }

    @Test func aSessionWithItsEvents() async throws {
        let list = try await get("/sessions?source=192.0.2.1").body
        #expect(list.hasPrefix(#"{"sessions_total":2,"sessions":[{"id":"#))
        let id = try #require(list.split(separator: #"[{"id":"#).last?.prefix { $0 != "," })
        let session = try await get("/sessions/\(id)").body
        #expect(session.contains(#""attempts":8,"methods":["INVITE"]"#))
        #expect(session.split(separator: #""sip_message":"INVITE sip:"#).count == 3)
        #expect(session.hasSuffix(#""has_more":false,"calls":[]}"#))
        #expect(try await get("/sessions/999").status == 404)
        #expect(try await get("/sessions/x").status == 400)
    }

    @Test func statsAddUpOverTime() async throws {
        let body = try await get("/stats?since=2022-02-22T11:00:00Z&until=2022-02-22T12:00:00Z&bucket=120").body
        #expect(
            body == """
                {"events_total":10,"ip_addresses_total":2,"called_numbers_total":3,"targets_total":1,\
                "sessions_total":2,"credentials_total":0,"transports":[{"transport_type":"UDP","attempts":10}],\
                "buckets":[{"start":"2022-02-22 11:18:00.000000000","attempts":5,"methods":{"INVITE":5}},\
                {"start":"2022-02-22 11:20:00.000000000","attempts":5,"methods":{"INVITE":5}}],\
                "bucket_seconds":120,"node_id":\(body.split(separator: #""node_id":"#).last ?? "")
                """)
        #expect(try await get("/stats").body.contains(#""buckets":[],"#))
        for query in ["bucket=59", "bucket=61", "bucket=86401", "since=0&bucket=60", "since=x"] {
            #expect(try await get("/stats?\(query)").status == 400)
        }
    }
}
