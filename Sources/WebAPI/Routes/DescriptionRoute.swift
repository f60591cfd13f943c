import HTTPTypes
import Hummingbird

/// `GET /openapi.json`: what can be asked for, as OpenAPI 3.1 says it.
struct DescriptionRoute {
    private static let file = PageFile(PackageResources.openapi_json, contentType: "application/json")

    func register(in routes: RouteTable) {
        routes.get("openapi.json") { request, _ in Response(Self.file, for: request) }
    }
}
