import SIP

/// Decides which events go to original nodes. All of them read one key, and each value there costs all of them: so it
/// is the first sight of an address with a number, few a second, few at a time, and none once the key is full.
public struct LegacySender {
    public typealias Instant = ContinuousClock.Instant

    /// Between two values.
    public static let interval = Duration.seconds(1)
    /// Values of ours that are in the network at once.
    public static let liveLimit = 50
    /// With so many values of all nodes the key is full.
    public static let keyLimit = 2_000
    /// Pairs remembered.
    public static let pairLimit = 4_096
    /// Values that wait for their turn; the oldest gives way.
    public static let waitingLimit = 256

    private struct Pair: Hashable {
        let source: IPAddress
        let number: String?
    }

    private var newer: Set<Pair> = []
    private var older: Set<Pair> = []
    private var waiting: [[UInt8]] = []
    private var live: [Instant] = []

    public init() {}

    /// Whether an address with a number is seen for the first time, so that `offer` is worth its value.
    public mutating func isNew(_ source: IPAddress, _ number: String?) -> Bool {
        let pair = Pair(source: source, number: number)
        if newer.contains(pair) { return false }
        let isNew = older.remove(pair) == nil
        if newer.count >= Self.pairLimit / 2 {
            older = newer
            newer = []
        }
        newer.insert(pair)
        return isNew
    }

    public mutating func offer(_ value: [UInt8]) {
        if waiting.count >= Self.waitingLimit { waiting.removeFirst() }
        waiting.append(value)
    }

    /// The value to put now, if any.
    /// - Parameters:
    ///   - isConnected: whether there is anybody to give it to.
    ///   - keyCount: how many values the key holds; nil as long as nobody has looked.
    public mutating func next(at now: Instant, isConnected: Bool, keyCount: Int?) -> [UInt8]? {
        live.removeAll { now - $0 >= NetworkLimits.lifetime }
        guard isConnected, let keyCount, keyCount <= Self.keyLimit, !waiting.isEmpty, live.count < Self.liveLimit,
            live.last.map({ now - $0 >= Self.interval }) ?? true
        else { return nil }
        live.append(now)
        return waiting.removeFirst()
    }
}
