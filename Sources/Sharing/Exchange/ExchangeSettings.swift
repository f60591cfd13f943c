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
    /// Whether everybody's feed is heard; else only that of the trusted authors.
    public var hearsFeeds = true
    public var lookups = Lookups.direct

    public init() {}
}
