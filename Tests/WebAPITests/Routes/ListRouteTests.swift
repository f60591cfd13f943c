import Testing

@testable import WebAPI

@Suite struct ListRouteTests {
    private let store: TestStore

    init() throws {
        store = try TestStore()
    }

    @Test func aLongListComesWholeAndInOrder() async throws {
        let count = 2_345
        try store.add((0..<count).map { try store.event(number: "00\(441_000 + $0)", minutes: $0) })
        let body = try await withAPI(store) { try HTTPClient($0).get("/numbers?pretty=false")?.body } ?? ""
        let numbers = body.split(separator: #""called_number":""#).dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(body.hasPrefix(#"{"called_numbers_total":2345,"called_numbers":[{"#))
        #expect(numbers == (0..<count).reversed().map { "00\(441_000 + $0)" })
        #expect(body.hasSuffix("}]}"))
    }

    @Test(arguments: [499, 500, 501, 1_000]) func piecesMeet(count: Int) async throws {
        try store.add((0..<count).map { try store.event(number: "00\(441_000 + $0)") })
        let body = try await withAPI(store) { try HTTPClient($0).get("/numbers?pretty=false")?.body } ?? ""
        #expect(body.split(separator: "seen_count").count == count + 1)
        #expect(body.hasSuffix("}]}"))
    }

    @Test func anUnchangedListIsNotSentAgain() async throws {
        try store.add()
        let store = store
        try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            let tag = try #require(client.get("/numbers")?["ETag"])
            #expect(client.get("/numbers", headers: ["If-None-Match: \(tag)"])?.status == 304)
            #expect(client.get("/numbers", headers: ["If-None-Match: \"other\", \(tag)"])?.status == 304)
            #expect(client.get("/numbers", headers: ["If-None-Match: *"])?.status == 304)
            #expect(client.get("/numbers", headers: ["If-None-Match: \"other\""])?.status == 200)
            try store.add(number: "00442")
            #expect(client.get("/numbers", headers: ["If-None-Match: \(tag)"])?.status == 200)
        }
    }

    @Test func eachFormatIsKeptByItself() async throws {
        try store.add()
        try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            let accepts = ["application/json", "text/csv", "text/plain"].map { ["Accept: \($0)"] }
            let tags = try accepts.map { try #require(client.get("/numbers", headers: $0)?["ETag"]) }
            #expect(Set(tags).count == 3)
            for (accept, tag) in zip(accepts, tags) {
                let again = client.get("/numbers", headers: accept + ["If-None-Match: \(tag)"])
                #expect(again?.status == 304)
                #expect(again?["Vary"] == "Accept")
            }
            #expect(client.get("/numbers", headers: accepts[1] + ["If-None-Match: \(tags[0])"])?.status == 200)
        }
    }

    @Test func whatAttackersDialStaysInsideItsString() async throws {
        try store.add(number: "%22%2C%0A%00%3Cscript%3E")
        let body = try await withAPI(store) { try HTTPClient($0).get("/numbers?pretty=false")?.body } ?? ""
        #expect(body.contains(#"{"called_number":"\",\n\u0000<script>","#))
    }

    @Test func headHasNoBody() async throws {
        try store.add()
        try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            #expect(client.get("/numbers", method: "HEAD")?.status == 200)
            // The connection is good for another request.
            #expect(client.get("/health-check", method: "HEAD")?["Content-Length"] == "81")
            #expect(client.get("/health-check")?.status == 200)
        }
    }
}
