import Events
import Hummingbird
import NIOCore
import Store

/// `GET /events/stream`: events as they are committed, as server-sent events (HTML Living Standard §9.2). When more come
/// than anybody can look at, some are shown, and how many were left out is said.
struct EventStreamRoute {
    let lookups: StoreLookups
    let lists: StoreLists
    let version: String
    private let admission = ListAdmission(limit: 32)

    init(lookups: StoreLookups, lists: StoreLists, version: String) {
        self.lookups = lookups
        self.lists = lists
        self.version = version
    }

    func register(in routes: RouteTable) {
        routes.get("events/stream") { request, context in
            let filter = try EventFilter(request, lookups)
            guard let place = admission.enter() else { throw APIFault.unavailable }
            let reader = try await lists.threads.runIfActive { try EventStreamReader(filter, path: lists.path) }
            let body = EventStreamBody(
                reader: reader, place: place, threads: lists.threads, channel: context.channel, version: version)
            return Response(
                status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
                body: body.responseBody)
        }
    }
}
