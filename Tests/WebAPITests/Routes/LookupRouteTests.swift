import Testing

@testable import WebAPI

@Suite struct LookupRouteTests {
    private let store: TestStore

    init() throws {
        store = try TestStore()
        try store.add(from: "192.0.2.1", number: "00442079460000", attempts: 5)
    }

    private func post(_ body: String, length: Int? = nil) async throws -> HTTPAnswer? {
        try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            client.send(
                "POST /lookup?pretty=false HTTP/1.1\r\nHost: x\r\nContent-Length: \(length ?? body.utf8.count)\r\n\r\n\(body)"
            )
            return client.answer()
        }
    }

    @Test func numbersAndAddressesInOneRequest() async throws {
        let answer = try await post(#"{"values":["+442079460000","192.0.2.1","::ffff:192.0.2.2","alice","+46812345"]}"#)
        #expect(
            answer?.body == """
                {"results":[{"value":"+442079460000","found":true,"kind":"number","match":"e164","confidence":100,\
                "called_number_e164":"+442079460000","country":"GB","seen_last":"2022-02-22 11:19:15.848934346",\
                "seen_count":"5"},{"value":"192.0.2.1","found":true,"kind":"ip_address","match":"exact",\
                "seen_last":"2022-02-22 11:19:15.848934346","seen_count":"5"},\
                {"value":"::ffff:192.0.2.2","found":false,"kind":"ip_address"},\
                {"value":"alice","found":false,"kind":null},{"value":"+46812345","found":false,"kind":"number"}]}
                """)
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"values":[]}"#, #"{"values":[1]}"#, #"{"values":"x"}"#, "{\"values\":[\"\u{FF}",
        #"{"values":["\#(String(repeating: "1", count: 129))"]}"#, String(repeating: "[", count: 100_000),
    ])
    func whatIsNoListOfValuesIsInvalid(body: String) async throws {
        #expect(try await post(body)?.status == 400)
    }

    @Test func aThousandAndNoMore() async throws {
        func body(_ count: Int) -> String {
            #"{"values":[\#((0..<count).map { "\"+4420794\(60_000 + $0)\"" }.joined(separator: ","))]}"#
        }
        #expect(try await post(body(1_000))?.status == 200)
        #expect(try await post(body(1_001))?.status == 400)
    }

    @Test func aBodyThatIsTooLargeIsNotRead() async throws {
        let answer = try await post(String(repeating: " ", count: 300_000))
        #expect(answer?.status == 413, "\(answer?.description ?? "none")")
    }

    @Test func oneWordForADialPlan() async throws {
        try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            for (value, word) in [
                ("%2B442079460000", "BAD"), ("9442079460000", "BAD"), ("192.0.2.1", "BAD"), ("192.0.2.2", "OK"),
                ("911", "OK"), ("alice", "OK"),
            ] {
                let answer = client.get("/lookup/\(value)")
                #expect(answer?.body == word)
                #expect(answer?["Content-Type"] == "text/plain; charset=utf-8")
            }
            #expect(client.get("/lookup/\(String(repeating: "1", count: 200))")?.status == 400)
            #expect(client.get("/lookup/%FF")?.status == 400)
            #expect(client.get("/lookup")?.status == 405)
        }
    }
}
