import Events
import Testing

@testable import WebAPI

@Suite struct IPSetRouteTests {
    private let store: TestStore

    init() throws {
        store = try TestStore()
        let minutes = Int((Timestamp.now.nanoseconds - TestStore.time.nanoseconds) / 60_000_000_000)
        try store.add(from: "192.0.2.1", minutes: minutes - 30)
        try store.add(from: "2001:db8::1", minutes: minutes)
        try store.add(from: "192.0.2.2", minutes: minutes - 90)
    }

    private func script(_ query: String) async throws -> [Substring] {
        let answer = try await withAPI(store) { try HTTPClient($0).get("/ip-addresses/ipset\(query)") }
        return answer?.body.split(separator: "\n") ?? []
    }

    @Test func eachAddressStaysForAsLongAsItIsFresh() async throws {
        let lines = try await script("?timeout=3600&set=bad")
        #expect(lines[0] == "create bad4 hash:ip family inet maxelem 500000 timeout 3600 -exist")
        #expect(lines[4] == "create bad6-new hash:ip family inet6 maxelem 500000 timeout 3600 -exist")
        let added = lines.filter { $0.hasPrefix("add") }
        #expect(added.count == 2)
        let words = added.map { $0.split(separator: " ") }
        #expect(
            words.map { $0.prefix(3).joined(separator: " ") } == ["add bad6-new 2001:db8::1", "add bad4-new 192.0.2.1"])
        let left = try #require(Int(words[1][4]))
        #expect((1_680...1_860).contains(left))
        #expect(
            lines.suffix(4) == [
                "swap bad4-new bad4", "destroy bad4-new", "swap bad6-new bad6", "destroy bad6-new",
            ])
    }

    @Test(arguments: ["set=", "set=a%20b", "set=a%0Aflush", "set=-x", "set=aaaaaaaaaaaaaaaaaaaaaaaaa", "timeout=0"])
    func whatCouldSayMoreThanANameIsInvalid(query: String) async throws {
        let answer = try await withAPI(store) { try HTTPClient($0).get("/ip-addresses/ipset?\(query)") }
        #expect(answer?.status == 400)
    }
}
