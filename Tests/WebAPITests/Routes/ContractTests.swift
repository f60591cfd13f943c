import Testing

@testable import WebAPI

/// What clients of the original rely on, byte for byte.
@Suite struct ContractTests {
    private let store: TestStore

    init() throws {
        store = try TestStore()
    }

    /// An answer of a store that saw three sources dial two numbers.
    private func answer(to path: String, headers: [String] = []) async throws -> String {
        try store.add(from: "8.8.8.8", number: "00441", attempts: 1263)
        try store.add(from: "2001:db8::1", number: "+46812345", minutes: 1)
        try store.add(from: "193.107.216.27", number: "00441", minutes: 2)
        return try await withAPI(store) { try HTTPClient($0).get(path, headers: headers)?.description ?? "none" }
    }

    private func expected(_ status: String, _ body: String) -> String {
        """
        HTTP/1.1 \(status)
        Content-Type: application/json
        Content-Length: \(body.utf8.count)
        Access-Control-Allow-Origin: *
        X-Powered-By: SentryPeer
        X-SentryPeer-Version: 1.2.3
        X-Content-Type-Options: nosniff

        \(body)
        """
    }

    @Test func root() async throws {
        let answer = try await answer(to: "/")
        #expect(
            answer.replacing("Vary: Accept\n", with: "")
                == expected(
                    "200 OK",
                    """
                    {
                      "status": "OK"
                    }
                    """))
    }

    @Test func healthCheck() async throws {
        #expect(
            try await answer(to: "/health-check")
                == expected(
                    "200 OK",
                    """
                    {
                      "status": "OK",
                      "message": "Hello from SentryPeer!",
                      "version": "1.2.3"
                    }
                    """))
    }

    @Test func addresses() async throws {
        let answer = try await answer(to: "/ip-addresses")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\n"))
        #expect(
            answer.split(separator: "\n\n").last == """
                {
                  "ip_addresses_total": 3,
                  "ip_addresses": [
                    {
                      "ip_address": "193.107.216.27",
                      "seen_last": "2022-02-22 11:21:15.848934346",
                      "seen_count": "1"
                    },
                    {
                      "ip_address": "2001:db8::1",
                      "seen_last": "2022-02-22 11:20:15.848934346",
                      "seen_count": "1"
                    },
                    {
                      "ip_address": "8.8.8.8",
                      "seen_last": "2022-02-22 11:19:15.848934346",
                      "seen_count": "1263"
                    }
                  ]
                }
                """)
    }

    @Test func numbers() async throws {
        let answer = try await answer(to: "/numbers")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\n"))
        #expect(
            answer.split(separator: "\n\n").last == """
                {
                  "called_numbers_total": 2,
                  "called_numbers": [
                    {
                      "called_number": "00441",
                      "seen_last": "2022-02-22 11:21:15.848934346",
                      "seen_count": "1264"
                    },
                    {
                      "called_number": "+46812345",
                      "seen_last": "2022-02-22 11:20:15.848934346",
                      "seen_count": "1"
                    }
                  ]
                }
                """)
    }

    @Test(arguments: [
        ("/ip-addresses/8.8.8.8", "8.8.8.8"), ("/ip-addresses/2001:db8::1", "2001:db8::1"),
        ("/ip-addresses/2001:0DB8:0::0001", "2001:db8::1"), ("/ip-addresses/::ffff:8.8.8.8", "8.8.8.8"),
        ("/ip-addresses/2001%3Adb8%3a%3A1", "2001:db8::1"),
    ])
    func anAddressThatMadeAttempts(path: String, address: String) async throws {
        #expect(
            try await answer(to: path)
                == expected(
                    "200 OK",
                    """
                    {
                      "bad_actor_found": "\(address)"
                    }
                    """))
    }

    @Test func anotherFormOfANumberThatWasDialled() async throws {
        let store = store
        try store.add(number: "981046500729221")
        let answers = try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            return ["/numbers/0046500729221", "/numbers/+46500729221", "/numbers/+46500729222"].map {
                client.get($0)?.description.contains("phone_number_found")
            }
        }
        #expect(answers == [true, true, false])
    }

    @Test func emergencyNumbersAreNeverReported() async throws {
        let store = store
        try store.add(number: "112")
        let answer = try await withAPI(store) { endpoint in try HTTPClient(endpoint).get("/numbers/112")?.description }
        #expect(answer?.contains("No phone number found") == true)
    }

    @Test(arguments: ["/numbers/00441", "/numbers/+46812345", "/numbers/%2B46812345"])
    func aNumberThatWasDialled(path: String) async throws {
        #expect(
            try await answer(to: path)
                == expected(
                    "200 OK",
                    """
                    {
                      "phone_number_found": "\(path.split(separator: "/")[1].replacing("%2B", with: "+"))"
                    }
                    """))
    }

    @Test(arguments: [
        ("/ip-addresses/8.8.4.4", "404 Not Found", #""message": "No bad actor found""#),
        ("/ip-addresses/hostname", "400 Bad Request", #""error": "The request data was invalid""#),
        ("/ip-addresses/1.2.3", "400 Bad Request", #""error": "The request data was invalid""#),
        ("/numbers/123", "404 Not Found", #""message": "No phone number found""#),
        ("/numbers/+1a", "404 Not Found", #""error": "The requested resource could not be found.""#),
        ("/nowhere", "404 Not Found", #""error": "The requested resource could not be found.""#),
        ("/numbers/1/2", "404 Not Found", #""error": "The requested resource could not be found.""#),
        ("/../etc/passwd", "404 Not Found", #""error": "The requested resource could not be found.""#),
    ])
    func whatIsNotFound(path: String, status: String, member: String) async throws {
        #expect(try await answer(to: path) == expected(status, "{\n  \(member)\n}"))
    }

    @Test func anEmptyStoreHasNoLists() async throws {
        let store = store
        let answers = try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            return [client.get("/ip-addresses")?.description, client.get("/numbers")?.description]
        }
        #expect(
            answers == [
                expected("404 Not Found", "{\n  \"message\": \"No bad actors found\"\n}"),
                expected("404 Not Found", "{\n  \"message\": \"No phone numbers found\"\n}"),
            ])
    }

    @Test func jsonIsCompactWhereAClientAsksForIt() async throws {
        #expect(
            try await answer(to: "/health-check?pretty=false")
                == expected("200 OK", #"{"status":"OK","message":"Hello from SentryPeer!","version":"1.2.3"}"#))
    }
}
