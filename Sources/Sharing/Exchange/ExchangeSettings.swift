/// How a node takes part in the second network.
public struct ExchangeSettings: Sendable {
    /// How the network is asked about an address or a number.
    public enum Lookups: String, CaseIterable, Sendable {
        case off
        /// By its own key: who keeps that learns which one it is.
        case direct
        /// By the key that it shares with one in 4,096.
        case bucket
    }

    public var network = PeerNetwork.network
    public var policy = TrustPolicy()
    /// Only its members are heard, and only they can read what we say.
    public var group: GroupSecret?
    /// Whether in a group only those can read what we say who say something, too.
    public var isReciprocal = false
    /// Whether everybody's feed is heard; else only that of the trusted authors.
    public var hearsFeeds = true
    public var lookups = Lookups.direct

    public init() {}

    /// Where the network is asked about a subject; nil when it is not to be.
    func infoHash(of subject: Subject) -> InfoHash? { name(of: subject)?.infoHash(in: group) }

    func name(of subject: Subject) -> KeyName? {
        switch (subject, lookups) {
        case (_, .off): nil
        case (.address(let address), .direct): .lookup(address)
        case (.address(let address), .bucket): .bucket(address)
        case (.number(let number), .direct): .number(number)
        case (.number(let number), .bucket): .bucket(number)
        }
    }
}
