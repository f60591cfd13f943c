import Events

/// What the commands for people see of a node: in the database beside them, or by another's API.
protocol NodeView: Sendable {
    /// The file or the URL.
    var name: String { get }

    func stats() async throws(CommandError) -> NodeStats

    /// Those of a list with the most attempts first.
    /// - Parameter since: to see only what was seen at this time or later.
    func top(_ list: TopList, since: Timestamp?, limit: Int) async throws(CommandError) -> [TopRow]

    /// Hands over the newest events that pass a filter, the oldest of them first, and then each as it comes. Ends with
    /// an error only, also one of `put`'s.
    /// - Parameters:
    ///   - newest: how many of those that are there.
    ///   - isJSON: whether events are wanted as JSON.
    func follow(
        _ query: EventQuery, newest: Int, isJSON: Bool, _ put: (TailItem) throws(CommandError) -> Void
    ) async throws(CommandError)

    func close() async
}

/// What `tail` is told while it follows.
enum TailItem: Equatable {
    case event(SeenEvent)
    /// An event as the API tells of it, on one line.
    case json(String)
    /// So many events came besides, faster than anybody could look at them.
    case leftOut(Int)
    /// Nothing came for a while.
    case silence
    /// A sentence about the connection.
    case notice(String)
}
