import Hummingbird

/// `GET /pages/{name}`: what the web page at `/` loads.
struct PageRoute {
    func register(in routes: RouteTable) {
        routes.get("pages/:name") { request, context in
            guard let file = context.parameters["name"].flatMap({ WebPages.files[String($0)] }) else {
                throw APIFault.notFound
            }
            return Response(file, for: request)
        }
    }
}
