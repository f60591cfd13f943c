import Logging
import SIP
import ServiceLifecycle
import Testing

@testable import WebAPI

/// Serves a store's API while `body` runs, on a port that the system chose.
func withAPI<Result: Sendable>(
    _ store: TestStore, listen: String = "127.0.0.1",
    configure: (inout WebAPI.Configuration) -> Void = { _ in },
    _ body: @escaping @Sendable (Endpoint) throws -> Result
) async throws -> Result {
    let address = try #require(IPAddress(listen))
    var configuration = WebAPI.Configuration(
        listen: Endpoint(address: address, port: 0), database: store.path, version: "1.2.3")
    configure(&configuration)
    let api = try await WebAPI(configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let group = ServiceGroup(
        configuration: .init(
            services: [.init(service: api)], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    async let serving: Void = group.run()
    // The client blocks: on a thread of its own.
    let result = await withCheckedContinuation { continuation in
        Thread.run { continuation.resume(returning: Swift.Result { try body(api.endpoint) }) }
    }
    await group.triggerGracefulShutdown()
    try await serving
    return try result.get()
}
