/// What the child tells the node, one message each.
enum NodeReport: Hashable, Sendable {
    /// A get or a listen found something.
    case value(NetworkValue)
    /// The end of a get or a put.
    case done(request: UInt64, hasSucceeded: Bool)
    /// Another node put a value of our own type here. Some are not told: so many a second are.
    case kept(KeptValue)
    /// Every second, so that silence means that it hangs.
    case statistics(NodeStatistics)
    /// The last of all: why the child can't go on.
    case stopped(reason: String)

    private enum Kind: UInt8 {
        case value = 1
        case done, statistics, stopped, kept
    }

    var message: [UInt8] {
        var writer = MessageWriter()
        switch self {
        case .value(let value):
            writer.put(Kind.value.rawValue)
            writer.put(value.request)
            writer.put(value.id)
            writer.put(value.type)
            writer.put(value.isExpired)
            writer.put(value.data)
        case .done(let request, let hasSucceeded):
            writer.put(Kind.done.rawValue)
            writer.put(request)
            writer.put(hasSucceeded)
        case .kept(let value):
            writer.put(Kind.kept.rawValue)
            writer.put(value.key)
            writer.put(value.id)
            writer.put(value.from)
            writer.put(value.data)
        case .statistics(let statistics):
            writer.put(Kind.statistics.rawValue)
            writer.put(statistics.goodNodes)
            writer.put(statistics.dubiousNodes)
            writer.put(statistics.searches)
            writer.put(statistics.storedValues)
            writer.put(statistics.storedBytes)
            writer.put(statistics.dropped)
            writer.put(statistics.receivedBytes)
            writer.put(statistics.sentBytes)
            writer.put(statistics.port)
        case .stopped(let reason):
            writer.put(Kind.stopped.rawValue)
            writer.put(Array(reason.utf8.prefix(MessageReader.textLimit)))
        }
        return writer.bytes
    }

    init(_ message: ArraySlice<UInt8>) throws(MessageReader.Fault) {
        var reader = MessageReader(message)
        guard let kind = Kind(rawValue: try reader.number()) else { throw .unknownKind }
        switch kind {
        case .value:
            self = .value(
                NetworkValue(
                    request: try reader.number(), id: try reader.number(), type: try reader.number(),
                    isExpired: try reader.truth(), data: try reader.data(atMost: NetworkLimits.value)))
        case .done:
            self = .done(request: try reader.number(), hasSucceeded: try reader.truth())
        case .kept:
            self = .kept(
                KeptValue(
                    key: try reader.key(), id: try reader.number(), from: try reader.address(),
                    data: try reader.data(atMost: ValueLimits.bytes)))
        case .statistics:
            var statistics = NodeStatistics()
            statistics.goodNodes = try reader.number()
            statistics.dubiousNodes = try reader.number()
            statistics.searches = try reader.number()
            statistics.storedValues = try reader.number()
            statistics.storedBytes = try reader.number()
            statistics.dropped = try reader.number()
            statistics.receivedBytes = try reader.number()
            statistics.sentBytes = try reader.number()
            statistics.port = try reader.number()
            self = .statistics(statistics)
        case .stopped:
            self = .stopped(reason: try reader.text())
        }
        try reader.finish()
    }
}
