import Foundation
import Hummingbird
import Logging
import NIOPosix
import SIP
import Testing

@testable import WebAPI

/// The document at `/openapi.json`. Tests/OpenAPI asks a node for everything that it names.
@Suite struct DescriptionTests {
    private struct Document: Decodable {
        struct Operation: Decodable {}

        let openapi: String
        /// By path and then by method.
        let paths: [String: [String: Operation]]
    }

    private let store: TestStore
    private let document: Document

    init() throws {
        store = try TestStore()
        document = try JSONDecoder().decode(Document.self, from: Data(PackageResources.openapi_json))
    }

    /// The paths of all routes, `{}` for each parameter.
    private func registered() throws -> Set<String> {
        let lookups = try StoreLookups(path: store.path, dialPlan: nil, connections: 1)
        let router = WebAPI.router(
            .init(listen: Endpoint(address: .v4(0), port: 0), database: store.path, version: "1"), .none, lookups,
            StoreLists(path: store.path, lookups, NIOThreadPool(numberOfThreads: 1)),
            Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return Set(router.routes.map { Self.shape($0.path.description) })
    }

    private static func shape(_ path: String) -> String {
        "/"
            + path.split(separator: "/").map { $0.hasPrefix(":") || $0.hasPrefix("{") ? "{}" : String($0) }
            .joined(separator: "/")
    }

    @Test func everyRouteIsDescribedAndNothingElse() throws {
        #expect(Set(document.paths.keys.map(Self.shape)) == (try registered()))
    }

    @Test func everyPathHasTheMethodsThatAreDescribed() async throws {
        let paths = document.paths
        let answers = try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            return paths.keys.map { path in
                (path, client.get(Self.shape(path).replacing("{}", with: "1"), method: "OPTIONS")?["Allow"])
            }
        }
        for (path, allowed) in answers {
            let methods = Set((allowed ?? "").split(separator: ", ").map { $0.lowercased() })
            // Every path has OPTIONS, and HEAD where it has GET.
            #expect(methods.subtracting(["head", "options"]) == Set(paths[path, default: [:]].keys), "\(path)")
        }
    }

    @Test func itIsServedAsItIsWritten() async throws {
        let answer = try await withAPI(store) { try HTTPClient($0).get("/openapi.json") }
        #expect(answer?["Content-Type"] == "application/json")
        #expect(answer?.bytes == PackageResources.openapi_json)
        #expect(document.openapi == "3.1.0")
    }
}
