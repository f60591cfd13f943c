import Hummingbird

/// `GET /`: the web pages for a browser, a word for a program.
struct RootRoute {
    func register(in routes: RouteTable) {
        routes.get("") { request, _ in
            if request.wantsHTML { return Response(WebPages.index, for: request) }
            var response = Response.json(.ok, JSONStyle(request)) {
                $0.key("status")
                $0.string("OK")
            }
            response.headers[.vary] = "Accept"
            return response
        }
    }
}
