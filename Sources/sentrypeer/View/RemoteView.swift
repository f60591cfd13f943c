import Delivery
import Events
import NIOCore

/// Another node, by its API.
struct RemoteView: NodeView {
    /// Events of one page, and pages that are asked for at most.
    private static let pageSize = 1_000
    private static let pages = 50
    /// The longest pause between two attempts to connect again.
    private static let longestPause = Duration.seconds(30)

    let client: APIClient

    var name: String { client.url }

    func stats() async throws(CommandError) -> NodeStats {
        // By the second: a fraction would be rounded.
        let since = Timestamp.now.nanoseconds / 1_000_000_000 - 86_400
        return try await CommandError.asking { () throws(APIError) in
            try await client.get("/stats?since=\(since)&bucket=60&pretty=false", as: NodeStats.self)
        }
    }

    func top(_ list: TopList, since: Timestamp?, limit: Int) async throws(CommandError) -> [TopRow] {
        let start = since.map { "&since=\($0.nanoseconds / 1_000_000_000)" } ?? ""
        return try await CommandError.asking { () throws(APIError) in
            try await client.get(
                "\(list.path)\(start)&limit=\(min(limit, Self.pageSize))&pretty=false", as: TopPage.self
            )
            .rows
        }
    }

    func follow(
        _ query: EventQuery, newest: Int, isJSON: Bool, _ put: (TailItem) throws(CommandError) -> Void
    ) async throws(CommandError) {
        var catchingUp = CatchingUp(newest: newest)
        var failures = 0
        while true {
            do throws(CommandError) {
                try await connect(query, isJSON, &catchingUp) { item throws(CommandError) in
                    if failures > 0 { try put(.notice("connected to \(name) again.")) }
                    failures = 0
                    try put(item)
                }
            } catch .api(let error) where error.mayPass && catchingUp.hasBegun {
                failures += 1
                if failures == 1 { try put(.notice("\(error) Trying again until it can.")) }
                try put(.silence)
                try? await Task.sleep(for: min(.seconds(1 << min(failures - 1, 5)), Self.longestPause))
            }
        }
    }

    /// Follows until the connection ends. The stream is opened first, so that nothing lies between what was there and
    /// what comes.
    private func connect(
        _ query: EventQuery, _ isJSON: Bool, _ catchingUp: inout CatchingUp,
        _ put: (TailItem) throws(CommandError) -> Void
    ) async throws(CommandError) {
        let body = try await CommandError.asking { () throws(APIError) in
            try await client.stream("/events/stream?pretty=false\(query.parameters)")
        }
        let missing = try await missing(query, catchingUp)
        for object in missing.objects {
            let isWanted = catchingUp.hasBegun || catchingUp.newest > 0
            try show(object, isJSON, isAsked: true, &catchingUp) { item throws(CommandError) in
                if isWanted { try put(item) }
            }
        }
        catchingUp.begin()
        if missing.isCut { try put(.notice("more came meanwhile than can be asked for.")) }
        try put(.silence)
        var parser = ServerSentEvents()
        var pieces = body.makeAsyncIterator()
        while true {
            let piece: ByteBuffer?
            do {
                piece = try await pieces.next()
            } catch {
                throw .api(.unreachable(name, reason: HTTPFault(error).description))
            }
            guard let piece else { throw .api(.unreachable(name, reason: "it closed the connection")) }
            let events: [ServerSentEvents.Event]
            do throws(ServerSentEvents.TooLong) {
                events = try parser.feed(piece.readableBytesView)
            } catch {
                throw .api(.strange(name))
            }
            for event in events {
                switch event.name {
                case "probe": try show(Array(event.data.utf8), isJSON, isAsked: false, &catchingUp, put)
                case "sampled":
                    let sample = try CommandError.reading(client, Sample.self, from: event.data.utf8)
                    try await fill(sample.skipped, query, isJSON, &catchingUp, put)
                default: break
                }
            }
            try put(.silence)
        }
    }

    /// Asks for what the stream left out, as far as one page holds it: it shows a hundred events a second.
    private func fill(
        _ count: Int, _ query: EventQuery, _ isJSON: Bool, _ catchingUp: inout CatchingUp,
        _ put: (TailItem) throws(CommandError) -> Void
    ) async throws(CommandError) {
        // More come while we ask, and some were shown.
        let limit = count < Self.pageSize / 2 ? min(Self.pageSize, 2 * count + 64) : Self.pageSize
        let page = try await CommandError.asking { () throws(APIError) in
            try EventsPage(try await client.get("/events?limit=\(limit)&pretty=false\(query.parameters)"), client)
        }
        var found = 0
        for object in page.objects.reversed() {
            try show(object, isJSON, isAsked: true, &catchingUp) { item throws(CommandError) in
                found += 1
                try put(item)
            }
        }
        if found < count { try put(.leftOut(count - found)) }
    }

    private struct Sample: Decodable {
        let skipped: Int
    }

    /// - Parameters:
    ///   - object: an event in JSON.
    ///   - isAsked: whether it came in an answer rather than by itself.
    private func show(
        _ object: [UInt8], _ isJSON: Bool, isAsked: Bool, _ catchingUp: inout CatchingUp,
        _ put: (TailItem) throws(CommandError) -> Void
    ) throws(CommandError) {
        let event = try CommandError.reading(client, SeenEvent.self, from: object)
        guard catchingUp.isNew(event, isAsked: isAsked) else { return }
        try put(isJSON ? .json(String(decoding: object, as: UTF8.self)) : .event(event))
    }

    /// What was there before the stream was opened and has not been shown, the oldest first.
    private func missing(
        _ query: EventQuery, _ catchingUp: CatchingUp
    ) async throws(CommandError) -> (objects: [[UInt8]], isCut: Bool) {
        let (count, since) = catchingUp.request
        var objects: [[UInt8]] = []
        var cursor = ""
        for _ in 0..<Self.pages where objects.count < count {
            let limit = min(Self.pageSize, count - objects.count)
            let path = "/events?limit=\(limit)&pretty=false\(since)\(query.parameters)\(cursor)"
            let page = try await CommandError.asking { () throws(APIError) in
                try EventsPage(try await client.get(path), client)
            }
            objects += page.objects
            guard let next = page.next else { return (objects.reversed(), false) }
            cursor = "&cursor=\(PercentText.encode(next))"
        }
        return (objects.reversed(), catchingUp.hasBegun)
    }

    func close() async { await client.close() }
}

extension CommandError {
    fileprivate static func reading<Answer: Decodable>(
        _ client: APIClient, _ type: Answer.Type, from bytes: some Sequence<UInt8>
    ) throws(CommandError) -> Answer {
        do throws(APIError) {
            return try client.decode(type, from: bytes)
        } catch {
            throw .api(error)
        }
    }
}
