import Hummingbird
import NIOPosix
import Store
import Telephony

/// A list such as `GET /ip-addresses`: all of it, those seen last first, in constant memory; or the part that the query
/// asks for.
struct ListRoute {
    /// Of a part for which the query names no limit.
    static let usualLimit = 1_000

    let lists: StoreLists

    func register<Whole, Item>(
        _ path: RouterPath, in routes: RouteTable, whole: WholeList<Whole>, _ shape: ListShape<Whole>,
        part: ListPart<Item>
    ) {
        routes.get(path) { request, context in
            ListQuery.wantsPart(request)
                ? try await answer(request, with: part) : try await answer(request, context, with: whole, shape)
        }
    }

    /// One that comes in parts only.
    func register<Item>(_ path: RouterPath, in routes: RouteTable, part: ListPart<Item>) {
        routes.get(path) { request, _ in try await answer(request, with: part) }
    }

    /// `GET /numbers`: as they were dialled, or with `by=e164` as they were meant.
    func registerNumbers(in routes: RouteTable) {
        routes.get("numbers") { request, context in
            switch request.query("by") {
            case "e164": try await answer(request, with: .targets)
            case nil where !ListQuery.wantsPart(request): try await answer(request, context, with: .numbers, .numbers)
            case nil, "form": try await answer(request, with: .forms)
            default: throw APIFault.invalidRequest
            }
        }
    }

    /// `GET /countries/{iso}`: the numbers of a country that were called.
    func registerCountry(in routes: RouteTable) {
        routes.get("countries/:iso") { request, context in
            guard let country = context.text("iso").flatMap({ Country($0) }) else { throw APIFault.invalidRequest }
            let part = ListPart<TargetRow>.targetsOfCountry
            return try await answer(
                request,
                with: ListPart(shape: part.shape) { reader, query, limit throws(StoreError) in
                    var query = query
                    query.country = country
                    return try part.read(reader, query, limit)
                })
        }
    }

    private func answer<Item>(_ request: Request, with part: ListPart<Item>) async throws -> Response {
        let query = try ListQuery(request)
        let limit = try request.limit() ?? Self.usualLimit
        let (page, total) = try await lists.read { try part.read($0, query, limit) }
        return .list(part.shape, page.items, total: total, next: page.next?.cursor, ListFormat(request))
    }

    private func answer<Item>(
        _ request: Request, _ context: APIContext, with list: WholeList<Item>, _ shape: ListShape<Item>
    ) async throws -> Response {
        let tag = try lists.entityTag()
        if request.headers.matches(tag) {
            return Response(status: .notModified, headers: [.eTag: tag, .cacheControl: "no-cache"])
        }
        let (reader, place) = try await lists.open(list)
        let format = ListFormat(request)
        guard reader.total > 0 else { return .message(shape.noneFound, JSONStyle(request)) }
        let body = ListBody(
            shape: shape, format: format, reader: reader, place: place, threads: lists.threads,
            channel: context.channel)
        return Response(
            status: .ok,
            headers: [.contentType: format.contentType, .eTag: tag, .cacheControl: "no-cache"],
            body: body.responseBody)
    }
}
