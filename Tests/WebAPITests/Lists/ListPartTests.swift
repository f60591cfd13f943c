import Testing

@testable import WebAPI

@Suite struct ListPartTests {
    private let store: TestStore

    init() throws {
        store = try TestStore()
        for (index, number) in ["00442079460000", "100", "442079460000", "0046812345678"].enumerated() {
            try store.add(from: "192.0.2.\(index + 1)", number: number, attempts: 9 - index, minutes: index)
        }
    }

    private func get(_ path: String, accept: String = "*/*") async throws -> HTTPAnswer {
        let answer = try await withAPI(store) { try HTTPClient($0).get(path, headers: ["Accept: \(accept)"]) }
        return try #require(answer)
    }

    private func body(_ path: String) async throws -> String {
        try await get(path + (path.contains("?") ? "&" : "?") + "pretty=false").body
    }

    @Test(arguments: ["/ip-addresses", "/numbers", "/numbers?by=e164", "/countries", "/events", "/sessions"])
    func pagesAddUpToTheWhole(path: String) async throws {
        let join = path.contains("?") ? "&" : "?"
        let whole = try await get("\(path)\(join)limit=1000", accept: "text/csv").body
        let lines = whole.split(separator: "\r\n")
        #expect(lines.count > 2)
        var rows: [Substring] = []
        var cursor = ""
        repeat {
            let page = try await get("\(path)\(join)limit=1\(cursor)", accept: "text/csv")
            let body = page.body.split(separator: "\r\n")
            #expect(body.count <= 2)
            rows += body.dropFirst().map { Substring(String($0)) }
            cursor = page["X-Next-Cursor"].map { "&cursor=\($0)" } ?? ""
        } while !cursor.isEmpty && rows.count < 100
        #expect(rows == Array(lines.dropFirst()))
    }

    @Test func aPartTellsOfTheWholeAndOfWhatFollows() async throws {
        #expect(
            try await body("/ip-addresses?limit=1").hasPrefix(
                #"{"ip_addresses_total":4,"ip_addresses":[{"ip_address":"192.0.2.4","seen_first":"2022-02-22 11:22:15.8"#
            ))
        #expect(try await body("/ip-addresses?limit=1").contains(#"}],"next_cursor":""#))
        #expect(try await !body("/ip-addresses?limit=1000").contains("next_cursor"))
    }

    @Test func numbersAreListedAsDialledAndAsMeant() async throws {
        #expect(
            try await body("/numbers?by=form&limit=1&sort=seen_count") == """
                {"called_numbers_total":4,"called_numbers":[{"called_number":"00442079460000",\
                "called_number_e164":"+442079460000","country":"GB","prefix":"00","confidence":100,\
                "seen_first":"2022-02-22 11:19:15.848934346","seen_last":"2022-02-22 11:19:15.848934346",\
                "seen_count":"9","sources_total":1}],"next_cursor":"9.1"}
                """)
        let targets = try await body("/numbers?by=e164&country=gb")
        #expect(
            targets == """
                {"targets_total":2,"called_numbers":[{"called_number_e164":"+442079460000","country":"GB",\
                "seen_first":"2022-02-22 11:19:15.848934346","seen_last":"2022-02-22 11:21:15.848934346",\
                "seen_count":"16","forms_total":2,"sources_total":2,\
                "prefixes":[{"prefix":"00","attempts":9},{"prefix":"","attempts":7}]}]}
                """)
    }

    @Test func aCountryHasItsNumbers() async throws {
        #expect(
            try await body("/countries?sort=seen_count") == """
                {"countries_total":2,"countries":[{"country":"GB","targets_total":1,\
                "seen_last":"2022-02-22 11:21:15.848934346","seen_count":"16"},{"country":"SE","targets_total":1,\
                "seen_last":"2022-02-22 11:22:15.848934346","seen_count":"6"}]}
                """)
        #expect(try await body("/countries/SE").hasPrefix(#"{"targets_total":1,"targets":[{"called_number_e164":"+46"#))
        #expect(try await body("/countries/FR") == #"{"targets_total":0,"targets":[]}"#)
        #expect(try await get("/countries/XX").status == 400)
    }

    @Test func agentsAndMethodsAreListed() async throws {
        #expect(
            try await body("/user-agents") == """
                {"user_agents_total":1,"user_agents":[{"user_agent":"sipcli/v1.8",\
                "seen_last":"2022-02-22 11:22:15.848934346","seen_count":"30"}]}
                """)
        #expect(try await body("/sip-methods").contains(#"[{"sip_method":"INVITE","#))
    }

    @Test func aWholeListComesInEveryForm() async throws {
        #expect(
            try await get("/ip-addresses", accept: "text/plain").body == "192.0.2.4\n192.0.2.3\n192.0.2.2\n192.0.2.1\n")
        let table = try await get("/numbers", accept: "text/html, text/csv;q=0.5, application/json;q=0")
        #expect(table["Content-Type"] == "text/csv; charset=utf-8; header=present")
        #expect(table.body.hasPrefix("\"called_number\",\"seen_last\",\"seen_count\"\r\n\"0046812345678\","))
        #expect(try await get("/numbers", accept: "text/csv;q=0, text/html")["Content-Type"] == "application/json")
    }

    @Test(arguments: [
        "limit=0", "limit=1001", "limit=x", "limit=", "cursor=x", "cursor=1.2.3", "cursor=.", "since=x", "until=x",
        "sort=x", "country=XX", "transport=udp", "method=NOPE",
    ])
    func whatCannotBeMeantIsInvalid(query: String) async throws {
        let answer = try await get("/ip-addresses?\(query)")
        #expect(answer.status == 400)
        #expect(answer.body.contains("The request data was invalid"))
    }

    @Test func numbersAreByFormOrByE164() async throws {
        #expect(try await get("/numbers?by=x").status == 400)
    }

    @Test func attackersTextsStayInTheirPlace() async throws {
        try store.add(number: "=cmd%22%0A1,2", minutes: 9)
        let table = try await get("/numbers?limit=1", accept: "text/csv").body
        #expect(table.contains("\r\n\"'=cmd\"\"\n1,2\",\"\","))
        #expect(try await get("/numbers?limit=1", accept: "text/plain").body == "=cmd\" 1,2\n")
    }
}
