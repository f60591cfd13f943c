import ShellCommand
import Testing

@testable import WebAPI

@Suite struct MetricsRouteTests {
    @Test func prometheusFindsNothingToComplainAbout() async throws {
        let store = try TestStore()
        try store.add()
        let answer = try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            _ = client.get("/nowhere")
            return client.get("/metrics")
        }
        #expect(answer?["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
        let text = answer?.body ?? ""
        #expect(text.contains("\nsentrypeer_api_answers_total{code=\"404\"} 1\n"))
        #expect(text.contains("\nsentrypeer_build_info{version=\"1.2.3\"} 1\n"))
        #expect(text.contains(/\nsentrypeer_database_bytes [1-9]/))
        #expect(try complaints(about: text, in: store) == "")
    }

    /// What `promtool check metrics` of Debian's prometheus says.
    private func complaints(about text: String, in store: TestStore) throws -> String {
        let command = try ShellCommand(
            ["promtool", "check", "metrics"], input: try store.file("metrics", text), takesErrors: true)
        return command.succeeded ? "" : command.output
    }
}
