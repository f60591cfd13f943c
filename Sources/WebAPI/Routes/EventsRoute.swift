import Events
import Hummingbird
import Store

/// `GET /events`: the newest first, page by page; `GET /events/{uuid}`: one of them with its message.
struct EventsRoute {
    private static let usualLimit = 50

    let lookups: StoreLookups
    let lists: StoreLists
    let version: String

    func register(in routes: RouteTable) {
        routes.get("events") { request, _ in
            let filter = try EventFilter(request, lookups)
            let first = try request.value("cursor") { EventID(cursor: $0) }
            let limit = try request.limit() ?? Self.usualLimit
            // Messages can be 64 KiB each.
            let parts: StoredEvent.Parts = try request.isOn("verbose") ? .message : []
            let page = try await lists.read { try $0.events(filter, from: first, limit: limit, with: parts) }
            return .list(shape, page.events, total: nil, next: page.next?.cursor, ListFormat(request))
        }
        routes.get("events/:uuid") { request, context in
            guard let uuid = context.text("uuid").flatMap({ UUIDBytes($0) }) else { throw APIFault.invalidRequest }
            guard let event = try await lists.read({ try $0.event(uuid, with: [.message, .session]) }) else {
                return .message("No event found", JSONStyle(request))
            }
            return .object(JSONStyle(request)) { $0.event(event, version: version) }
        }
    }

    private var shape: ListShape<StoredEvent> {
        ListShape(totalKey: "events_total", listKey: "events", noneFound: "No events found") {
            [version] event, fields in
            fields.event(event, version: version)
        }
    }
}
