import Events
import SIP
import Store
import Testing

@testable import WebAPI

/// What other nodes say, beside what this one saw.
@Suite struct PeerReportsTests {
    private let store: TestStore

    init() throws {
        store = try TestStore()
        try store.add(from: "192.0.2.1", number: "00442079460000", attempts: 5)
    }

    @Test func anAddressInFullNamesWhoReportedIt() async throws {
        try store.report(.address(.v4(0xC000_0201)), by: 1...2)
        try store.report(.address(.v4(0xC000_0201)), by: 7...7, isLegacy: true)
        try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            let body = client.get("/ip-addresses/192.0.2.1?verbose=1&pretty=false")?.body ?? ""
            #expect(body.contains("\"peers_actionable\":false,\"peer_reports\":[{\"author\":\"ed25519:"))
            let word = #""standing":"grown","origin":"anyone","legacy":false,"proven":true,"#
            #expect(body.contains("\"author\":\"\(TestStore.name(2))\",\(word)"))
            let original = #""standing":"new","origin":"anyone","legacy":true,"proven":false,"#
            #expect(body.contains(#""author":"07070707-0707-0707-0707-070707070707","# + original))
            #expect(client.get("/ip-addresses/192.0.2.1?pretty=false")?.body == #"{"bad_actor_found":"192.0.2.1"}"#)
        }
    }

    @Test func whatOnlyOthersSawIsNotFoundButTold() async throws {
        try store.report(.address(.v4(0xC000_0209)))
        try store.report(.number("+46850521234"))
        try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            for path in ["/ip-addresses/192.0.2.9", "/numbers/+46850521234", "/numbers/0046850521234"] {
                let verbose = client.get(path + "?verbose=1&pretty=false")
                #expect(verbose?.status == 404)
                #expect(verbose?.body.contains("\"peers_actionable\":true,\"peer_reports\":[{") == true, "\(path)")
                #expect(client.get(path)?.body.contains("peer") == false)
            }
            #expect(
                client.get("/ip-addresses/192.0.2.8?verbose=1&pretty=false")?.body
                    == #"{"message":"No bad actor found"}"#)
        }
    }

    @Test func aNumberIsNamedAsItWasDialledToo() async throws {
        try store.report(.number("00442079460000"), by: 7...7, isLegacy: true)
        try store.report(.number("+442079460000"), by: 1...1)
        try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            let body = client.get("/numbers/00442079460000?verbose=1&pretty=false")?.body ?? ""
            #expect(body.contains("07070707-0707") && body.contains(TestStore.name(1)))
        }
    }

    @Test func lookUpsCountOthersOnlyWhenAsked() async throws {
        try store.report(.address(.v4(0xC000_0209)))
        try store.report(.number("+46850521234"))
        try store.report(.address(.v4(0xC000_0208)), by: 1...2)
        try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            for (value, alone, together) in [
                ("192.0.2.9", "OK", "BAD"), ("0046850521234", "OK", "BAD"), ("192.0.2.8", "OK", "OK"),
                ("192.0.2.1", "BAD", "BAD"), ("alice", "OK", "OK"), ("112", "OK", "OK"),
            ] {
                #expect(client.get("/lookup/\(value)")?.body == alone, "\(value)")
                #expect(client.get("/lookup/\(value)?peers=actionable")?.body == together, "\(value)")
            }
            #expect(client.get("/lookup/192.0.2.9?peers=all")?.status == 400)
            let body = #"{"values":["192.0.2.9","192.0.2.8"]}"#
            client.send(
                "POST /lookup?pretty=false&peers=actionable HTTP/1.1\r\nHost: x\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
            #expect(
                client.answer()?.body == """
                    {"results":[{"value":"192.0.2.9","found":true,"kind":"ip_address","match":"peers"},\
                    {"value":"192.0.2.8","found":false,"kind":"ip_address"}]}
                    """)
        }
    }

    @Test func aFirewallGetsWhatOthersReportOnlyWhenItAsks() async throws {
        try store.report(.address(.v4(0xC000_0209)))
        try store.report(.address(.v6(0x2001_0DB8_0000_0000, 1)), by: 1...1, origin: .trusted)
        try store.report(.address(.v4(0xC000_0208)), by: 1...2)
        try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            #expect(client.get("/ip-addresses/ipset")?.body.contains("\nadd ") == false)
            let script = client.get("/ip-addresses/ipset?peers=actionable")?.body ?? ""
            let added = script.split(separator: "\n").filter { $0.hasPrefix("add ") }.sorted()
            #expect(
                added == [
                    "add sentrypeer4-new 192.0.2.9 timeout 86400 -exist",
                    "add sentrypeer6-new 2001:db8::1 timeout 86400 -exist",
                ])
        }
    }

    @Test(arguments: [
        (NetworkWord.reported(isActionable: true), "BAD", "reported; actionable"),
        (.reported(isActionable: false), "OK", "reported"), (.notSeen, "OK", "not-seen"),
        (.unknown("too few nodes"), "OK", "unknown; too few nodes"),
    ])
    func theNetworkIsAskedWhenOneWants(word: NetworkWord, answer: String, header: String) async throws {
        try await withAPI(store) {
            $0.askNetwork = { subject in subject == .number("+46850521234") ? word : .unknown("\(subject)") }
        } _: { endpoint in
            let client = try HTTPClient(endpoint)
            #expect(client.get("/lookup/0046850521234")?["X-SentryPeer-Network"] == nil)
            let asked = client.get("/lookup/0046850521234?network=1")
            #expect(asked?.body == answer)
            #expect(asked?["X-SentryPeer-Network"] == header)
            #expect(
                client.get("/lookup/alice?network=1")?["X-SentryPeer-Network"]
                    == "unknown; neither address nor number")
        }
    }

    @Test func aNodeThatDoesNotShareSaysSo() async throws {
        try await withAPI(store) { endpoint in
            let answer = try HTTPClient(endpoint).get("/lookup/192.0.2.1?network=true")
            #expect(answer?.body == "BAD")
            #expect(answer?["X-SentryPeer-Network"] == "unknown; this node does not share")
        }
    }
}
