import Hummingbird
import NIOPosix

/// `GET /ip-addresses` and `GET /numbers`: all of them, those seen last first, in constant memory.
struct ListRoute {
    let form: ListedTotal
    let lists: StoreLists

    func register(_ path: RouterPath, in routes: RouteTable) {
        routes.get(path) { request, context in
            let style = JSONStyle(request)
            let tag = try lists.entityTag()
            if request.headers.matches(tag) {
                return Response(status: .notModified, headers: [.eTag: tag, .cacheControl: "no-cache"])
            }
            let (reader, place) = try await lists.open(form.list)
            guard reader.total > 0 else { return .message(form.noneFound, style) }
            let body = ListBody(
                form: form, style: style, reader: reader, place: place, threads: lists.threads,
                channel: context.channel)
            return Response(
                status: .ok,
                headers: [.contentType: "application/json", .eTag: tag, .cacheControl: "no-cache"],
                body: body.responseBody)
        }
    }
}
