import Events
import Hummingbird
import SIP
import Store

/// `GET /sessions`: what sources did until they were silent, those seen last first; `GET /sessions/{id}`: one of them,
/// with its first events and its calls.
struct SessionsRoute {
    private static let usualLimit = 50
    private static let events = 200
    private static let calls = 200

    let lists: StoreLists
    let version: String

    private static let shape = ListShape<SessionRow>(
        totalKey: "sessions_total", listKey: "sessions", noneFound: "No sessions found"
    ) { session, fields in
        fields.session(session)
    }

    func register(in routes: RouteTable) {
        routes.get("sessions") { request, _ in
            let source = try request.value("source") { IPAddress($0)?.description }
            let first = try request.value("cursor") { ListQuery.Mark(cursor: $0) }
            let limit = try request.limit() ?? Self.usualLimit
            let (rows, total) = try await lists.read { reader in
                let sessions = try reader.sessions(from: source, behind: first, limit: limit)
                return (try SessionRow.rows(sessions, in: reader), try reader.sessionCount())
            }
            let last = rows.count == limit ? rows.last?.summary : nil
            let next = last.map { ListQuery.Mark(key: $0.lastSeen.nanoseconds, id: $0.id) }
            return .list(Self.shape, rows, total: total, next: next?.cursor, ListFormat(request))
        }
        routes.get("sessions/:id") { request, context in
            guard let id = context.text("id").flatMap({ Int64($0) }) else { throw APIFault.invalidRequest }
            guard let found = try await lists.read({ try session(id, in: $0) }) else {
                return .message("No session found", JSONStyle(request))
            }
            return .object(JSONStyle(request)) { write(found, &$0) }
        }
    }

    private struct WholeSession {
        let row: SessionRow
        let events: [StoredEvent]
        let calls: [StoredCall]
    }

    private func session(_ id: Int64, in reader: EventReader) throws(StoreError) -> WholeSession? {
        guard let summary = try reader.session(id) else { return nil }
        return WholeSession(
            row: try SessionRow(summary, in: reader),
            // One more tells whether there are more.
            events: try reader.events(of: summary, limit: Self.events + 1, with: .message),
            calls: try reader.calls(in: summary, limit: Self.calls))
    }

    private func write(_ session: WholeSession, _ fields: inout FieldWriter) {
        fields.session(session.row)
        fields.rows("events", session.events.prefix(Self.events)) { $1.event($0, version: version) }
        fields.bool("has_more", session.events.count > Self.events)
        fields.rows("calls", session.calls) { call, fields in
            fields.text("event_uuid", call.event)
            fields.time("ringing", call.ringing)
            fields.time("answered", call.answered)
            fields.time("ended", call.ended)
            fields.text("ending", call.ending)
            fields.number("status", call.status)
            fields.text("dtmf", call.dtmf)
        }
    }
}
