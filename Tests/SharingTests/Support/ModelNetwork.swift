import Events
import SIP

@testable import Sharing

/// A distributed hash table without a network, in which everybody reaches everything at once: exchanges put, get and
/// listen, and the clock is ours.
struct ModelNetwork {
    struct Stored {
        let put: NetworkPut
        let end: Timestamp
    }

    /// What an exchange wanted and the network can't do.
    struct Wishes {
        var reports: [Evidence] = []
        var kept: [SignedValue] = []
        var answers: [UInt64: LookupAnswer] = [:]
        var notes: [AuthorKey: AuthorStanding] = [:]
        var gets = 0
        var asked: [InfoHash: Int] = [:]
        var listens = 0
        var cancels = 0
        var puts = 0
        var bytes = 0
    }

    private(set) var now: Timestamp
    var exchanges: [Exchange]
    private(set) var wishes: [Wishes]
    private var stored: [InfoHash: [UInt64: Stored]] = [:]
    private var listeners: [InfoHash: [Int: UInt64]] = [:]
    /// Those that nobody reaches.
    var offline: Set<Int> = []
    /// Nodes that each of them says to know.
    var goodNodes: UInt32 = 8

    init(_ exchanges: [Exchange], at now: Timestamp = start) {
        self.exchanges = exchanges
        self.now = now
        wishes = exchanges.map { _ in Wishes() }
    }

    /// Goes on for so long, in steps.
    mutating func run(for duration: Duration, step: Duration = .seconds(0.5)) {
        let end = now.adding(duration)
        while now < end {
            now = min(end, now.adding(step))
            turn()
        }
    }

    mutating func turn() {
        for index in exchanges.indices {
            var statistics = NodeStatistics()
            statistics.goodNodes = offline.contains(index) ? 0 : goodNodes
            exchanges[index].hear(.statistics(statistics), at: now)
            for action in exchanges[index].advance(to: now) { perform(action, of: index) }
        }
    }

    mutating func perform(_ action: ExchangeAction, of index: Int) {
        let isOffline = offline.contains(index)
        switch action {
        case .put(let put):
            wishes[index].puts += 1
            wishes[index].bytes += put.data.count
            if !isOffline { store(put) }
            exchanges[index].hear(.done(request: put.request, hasSucceeded: !isOffline), at: now)
        case .get(let request, let key):
            wishes[index].gets += 1
            wishes[index].asked[key, default: 0] += 1
            if !isOffline { for value in values(under: key) { give(value, to: index, request) } }
            exchanges[index].hear(.done(request: request, hasSucceeded: !isOffline), at: now)
        case .listen(let request, let key):
            wishes[index].listens += 1
            listeners[key, default: [:]][index] = request
        case .cancel(let request):
            wishes[index].cancels += 1
            for key in listeners.keys where listeners[key]?[index] == request { listeners[key]?[index] = nil }
        case .report(let evidence): wishes[index].reports += evidence
        case .note(let notes): for note in notes { wishes[index].notes[note.author] = note.standing }
        case .keep(let value): wishes[index].kept.append(value)
        case .answer(let ticket, let answer): wishes[index].answers[ticket] = answer
        case .trust, .block: break
        }
    }

    /// Anybody's put.
    mutating func store(_ put: NetworkPut) {
        let left = ValueLimits.lifetime - put.age
        guard left > .zero, stored[put.key]?[put.id] == nil else { return }
        stored[put.key, default: [:]][put.id] = Stored(put: put, end: now.adding(left))
        for (index, request) in listeners[put.key] ?? [:] where !offline.contains(index) {
            give(put, to: index, request)
        }
    }

    /// As one of the nodes that keep it sees it.
    mutating func store(_ value: SignedValue, id: UInt64? = nil, under key: KeyName? = nil) {
        store(
            NetworkPut(
                request: 0, key: (key ?? value.value.header.key).infoHash, id: id ?? value.value.header.id,
                type: PeerNetwork.type, userType: "", data: value.bytes))
    }

    func values(under key: InfoHash) -> [NetworkPut] {
        (stored[key] ?? [:]).values.filter { $0.end > now }.map(\.put)
    }

    /// All that is in the network.
    var count: Int { stored.values.reduce(0) { $0 + $1.values.count { $0.end > now } } }

    private mutating func give(_ put: NetworkPut, to index: Int, _ request: UInt64) {
        wishes[index].bytes += put.data.count
        let value = NetworkValue(request: request, id: put.id, type: put.type, isExpired: false, data: put.data)
        exchanges[index].hear(.value(value), at: now)
    }

    /// Everybody forgets it all, as when all nodes are replaced.
    mutating func forget() { stored = [:] }
}

extension Exchange {
    static func make(_ number: UInt8, _ settings: ExchangeSettings = ExchangeSettings()) throws -> Exchange {
        Exchange(try author(number), settings)
    }
}
