import Events
import FoundationEssentials
import Hummingbird
import Store

/// `GET /peers`: the nodes that report, those heard of last first; `GET /peers/{author}`: one of them and what it
/// reported last; `POST /peers/{author}/decision`: trusts or blocks it, for administrators.
struct PeersRoute {
    private static let usualLimit = 50
    private static let reports = 100
    private static let bodyBytes = 1_024
    private static let patience = Duration.seconds(10)

    let lists: StoreLists
    let policy: ActionPolicy
    let access: AdminAccess

    private struct Body: Decodable {
        let decision: String
    }

    func register(in routes: RouteTable) {
        routes.get("peers") { request, _ in
            let last = try request.value("cursor") { PeerPage.Mark(cursor: $0) }
            let limit = try request.limit() ?? Self.usualLimit
            let (page, total) = try await lists.read { reader in
                (try reader.peers(behind: last, limit: limit), try reader.peerCount())
            }
            return .list(shape(at: .now), page.peers, total: total, next: page.next?.cursor, ListFormat(request))
        }
        routes.get("peers/:author") { request, context in
            let key = try Self.author(context)
            let found = try await lists.read { reader in
                try reader.peer(key).map { ($0, try reader.reports(by: key, limit: Self.reports)) }
            }
            guard let (peer, reports) = found else { return .message("No peer found", JSONStyle(request)) }
            let mayDecide = access.allowsChange(request, context)
            return .object(JSONStyle(request)) { fields in
                fields.peer(peer, policy, at: .now)
                fields.bool("may_decide", mayDecide)
                fields.rows("reports", reports) { report, fields in
                    fields.text("kind", report.kind == .address ? "ip_address" : "number")
                    fields.text("value", report.value)
                    fields.word(report)
                }
            }
        }
        routes.post("peers/:author/decision") { request, context in
            guard access.allowsChange(request, context) else { throw APIFault.forbidden }
            let key = try Self.author(context)
            let decision = try await Self.decision(of: request)
            try await lists.change { try $0.decide(decision, of: key) }
            return .object(JSONStyle(request)) { fields in
                fields.text("author", PeerKey.text(key))
                fields.text("decision", decision.name.description)
            }
        }
    }

    private func shape(at now: Timestamp) -> ListShape<StoredPeer> {
        ListShape(totalKey: "peers_total", listKey: "peers", noneFound: "No peers found") { [policy] peer, fields in
            fields.peer(peer, policy, at: now)
        }
    }

    private static func author(_ context: APIContext) throws(APIFault) -> [UInt8] {
        guard let key = context.text("author").flatMap({ PeerKey.bytes($0) }) else { throw .invalidRequest }
        return key
    }

    private static func decision(of request: Request) async throws -> AuthorDecision {
        var request = request
        let body = try await request.body(upTo: bodyBytes, within: patience)
        guard let name = try? JSONDecoder().decode(Body.self, from: Data(body.readableBytesView)).decision,
            let decision = AuthorDecision.allCases.first(where: { $0.name.description == name })
        else { throw APIFault.invalidRequest }
        return decision
    }
}

extension FieldWriter {
    fileprivate mutating func peer(_ peer: StoredPeer, _ policy: ActionPolicy, at now: Timestamp) {
        let heard = peer.heard
        text("author", PeerKey.text(peer.key))
        text("decision", peer.decision.name.description)
        text("standing", peer.standing(policy, at: now).name.description)
        time("seen_first", heard?.firstSeen)
        time("seen_last", heard?.lastSeen)
        text("network", heard?.network?.description)
        time("lowered_until", heard?.loweredUntil)
        number("batches", heard?.batches ?? 0)
        number("events", heard?.events ?? 0)
        number("dropped", heard?.dropped ?? 0)
    }
}

extension PeerPage.Mark {
    /// Opaque to clients.
    fileprivate var cursor: String { "\(String(lastSeen.nanoseconds, radix: 36)).\(key.hexadecimal)" }

    fileprivate init?(cursor: String) {
        let parts = cursor.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let time = Int64(parts[0], radix: 36), let key = PeerKey.bytes(String(parts[1])) else {
            return nil
        }
        self.init(lastSeen: Timestamp(nanoseconds: time), key: key)
    }
}
