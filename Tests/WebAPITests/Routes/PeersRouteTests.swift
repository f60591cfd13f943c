import Events
import SIP
import Store
import Testing

@testable import WebAPI

@Suite struct PeersRouteTests {
    private static let tokens = "read 0123456789abcdef\nadmin fedcba9876543210"
    private static let read = "Authorization: Bearer 0123456789abcdef"
    private static let admin = "Authorization: Bearer fedcba9876543210"

    private let store: TestStore

    init() throws {
        store = try TestStore()
        try store.report(.address(.v4(0xC000_0209)))
    }

    private func decide(
        _ client: HTTPClient, _ body: String, of author: String, _ headers: [String] = []
    ) -> HTTPAnswer? {
        let head = (headers + ["Host: 127.0.0.1", "Content-Length: \(body.utf8.count)"]).joined(separator: "\r\n")
        client.send("POST /peers/\(author)/decision?pretty=false HTTP/1.1\r\n\(head)\r\n\r\n\(body)")
        return client.answer()
    }

    @Test func thoseHeardOfLastComeFirst() async throws {
        let table = try PeerTable(path: store.path)
        try table.decide(.blocked, of: TestStore.key(9))
        try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            let first = client.get("/peers?limit=3&pretty=false")
            let head = "{\"peers_total\":4,\"peers\":[{\"author\":\"\(TestStore.name(3))\","
            #expect(first?.body.hasPrefix(head) == true)
            #expect(first?.body.contains("\"decision\":\"none\",\"standing\":\"grown\",\"seen_first\":\"20") == true)
            let cursor = try #require(first?["X-Next-Cursor"])
            #expect(
                client.get("/peers?limit=3&cursor=\(cursor)&pretty=false")?.body == """
                    {"peers_total":4,"peers":[{"author":"\(TestStore.name(9))","decision":"blocked",\
                    "standing":"blocked","seen_first":null,"seen_last":null,"network":null,"lowered_until":null,\
                    "batches":0,"events":0,"dropped":0}]}
                    """)
            for wrong in ["x", ".", "1.zz", "1." + String(repeating: "g", count: 64)] {
                #expect(client.get("/peers?cursor=\(wrong)")?.status == 400, "\(wrong)")
            }
            #expect(client.get("/peers?limit=0")?.status == 400)
        }
    }

    @Test func onePeerWithWhatItReported() async throws {
        try store.report(.number("+442079460000"), by: 1...1)
        try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            let name = TestStore.name(1)
            for path in [name, String(name.dropFirst(8)), name.dropFirst(8).uppercased()] {
                let body = client.get("/peers/\(path)?pretty=false")?.body ?? ""
                #expect(body.hasPrefix("{\"author\":\"\(name)\",\"decision\":\"none\",\"standing\":\"grown\","))
                #expect(body.contains("\"network\":\"0.0.1.0\",\"lowered_until\":null,\"batches\":4,\"events\":10,"))
                #expect(body.contains(#""may_decide":true,"reports":[{"kind":"number","value":"+442079460000","#))
                #expect(body.contains(#""value":"192.0.2.9","origin":"anyone","legacy":false,"proven":true,"#))
            }
            #expect(client.get("/peers/\(TestStore.name(8))")?.status == 404)
            for wrong in ["x", String(name.dropLast()), "\(name)0", "%FF"] {
                #expect(client.get("/peers/\(wrong)")?.status == 400, "\(wrong)")
            }
        }
    }

    @Test func administratorsDecide() async throws {
        try await withAPI(store) {
            $0.tokens = ("tokens", Self.tokens)
        } _: { endpoint in
            let client = try HTTPClient(endpoint)
            let name = TestStore.name(1)
            let body = #"{"decision":"trusted"}"#
            #expect(decide(client, body, of: name)?.status == 401)
            #expect(decide(client, body, of: name, [Self.read])?.status == 403)
            #expect(
                decide(client, body, of: name, [Self.admin])?.body
                    == "{\"author\":\"\(name)\",\"decision\":\"trusted\"}")
            let may = client.get("/peers/\(name)?pretty=false", headers: [Self.read])?.body ?? ""
            #expect(may.contains(#""decision":"trusted","standing":"trusted""#) && may.contains(#""may_decide":false"#))
            for wrong in ["", "{}", #"{"decision":"maybe"}"#, #"{"decision":1}"#] {
                #expect(decide(client, wrong, of: name, [Self.admin])?.status == 400, "\(wrong)")
            }
            #expect(decide(client, body, of: "x", [Self.admin])?.status == 400)
            #expect(decide(client, String(repeating: " ", count: 2_000), of: name, [Self.admin])?.status == 413)
        }
        #expect(try PeerTable(path: store.path).decisions().map(\.key) == [TestStore.key(1)])
    }

    @Test func withoutTokensNoForeignPageDecides() async throws {
        try await withAPI(store) { endpoint in
            let name = TestStore.name(1)
            let body = #"{"decision":"blocked"}"#
            for (headers, status) in [
                ([], 200), (["Origin: http://127.0.0.1"], 200), (["Origin: http://evil.example"], 403),
                (["Origin: null"], 403), (["Origin: http://127.0.0.1:1"], 403),
            ] {
                let client = try HTTPClient(endpoint)
                #expect(decide(client, body, of: name, headers)?.status == status, "\(headers)")
            }
            // A name that is made to mean this machine by somebody's name server.
            let client = try HTTPClient(endpoint)
            client.send(
                "POST /peers/\(name)/decision HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
            #expect(client.answer()?.status == 403)
        }
    }
}
