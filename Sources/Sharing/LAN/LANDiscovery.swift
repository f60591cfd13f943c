import Events
import SIP

/// Decides when this node announces itself on the local network, and which announcements of others count. Who is found
/// there is somebody to begin with, and nothing more: anybody on the network can announce anything.
struct LANDiscovery {
    typealias Instant = ContinuousClock.Instant

    private struct Peer {
        var latest: Timestamp
        var endpoints: [Endpoint]
        var heard: Instant
    }

    static let interval = Duration.seconds(60)
    /// Between two of our own, whoever asks for one by being new.
    static let shortestInterval = Duration.seconds(5)
    /// How far an announcement's time may be from ours.
    static let clockDifference: Int64 = 60
    static let lifetime = Duration.seconds(600)
    static let peerLimit = 32
    /// Packets a second that are looked at.
    static let packetLimit = 20

    private let identity: Identity
    private let network: UInt32
    private var peers: [AuthorKey: Peer] = [:]
    private var next: Instant
    private var last: Instant?
    private var second: Instant
    private var packets = 0

    /// - Parameter identity: drawn for this purpose, and for this run.
    init(_ identity: Identity, network: UInt32, at now: Instant) {
        self.identity = identity
        self.network = network
        next = now
        second = now
    }

    /// Where those are that were found lately.
    var found: [Endpoint] { peers.values.flatMap(\.endpoints) }

    /// - Parameters:
    ///   - jitter: -1...1
    /// - Returns: whether to announce now, on every interface.
    mutating func isDue(at now: Instant, jitter: Double = .random(in: -1...1)) -> Bool {
        peers = peers.filter { now - $0.value.heard < Self.lifetime }
        guard now >= next else { return false }
        last = now
        next = now + Self.interval + .seconds(10) * jitter
        return true
    }

    /// Nil only if the system's cryptography fails.
    func announcement(port: UInt16, addresses: [IPAddress], at now: Timestamp) -> [UInt8]? {
        LANAnnouncement(network: network, port: port, addresses: addresses, key: identity.author, at: now)
            .signed(by: identity)
    }

    /// - Parameters:
    ///   - isLocal: whether an address is one of the network that the packet came from; others are left out, or whoever
    ///     announces could have all nodes call a stranger.
    /// - Returns: where a node is that was not known, or has moved.
    mutating func hear(
        _ bytes: [UInt8], at now: Instant, _ time: Timestamp, isLocal: (IPAddress) -> Bool
    ) -> [Endpoint] {
        guard takes(at: now), let news = LANAnnouncement(bytes), news.network == network, news.key != identity.author,
            abs(news.created.seconds - time.seconds) <= Self.clockDifference
        else { return [] }
        let known = peers[news.key]
        // The same again, or an older one, is a copy.
        if let known, known.latest >= news.created { return [] }
        guard known != nil || peers.count < Self.peerLimit else { return [] }
        let endpoints = news.addresses.filter(isLocal).map { Endpoint(address: $0, port: news.port) }
        guard !endpoints.isEmpty else { return [] }
        peers[news.key] = Peer(latest: news.created, endpoints: endpoints, heard: now)
        // So that it need not wait for us.
        if known == nil { next = min(next, max(now, (last ?? now) + Self.shortestInterval)) }
        return endpoints == known?.endpoints ? [] : endpoints
    }

    private mutating func takes(at now: Instant) -> Bool {
        if now - second >= .seconds(1) { (second, packets) = (now, 0) }
        packets += 1
        return packets <= Self.packetLimit
    }
}
