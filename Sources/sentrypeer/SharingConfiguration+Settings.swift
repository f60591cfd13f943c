import Events
import Sharing

extension SharingConfiguration {
    /// - Throws: when the node's key or the group's secret can't be had.
    init(_ settings: Settings, node: UUIDBytes) throws(NodeKeyError) {
        let sharing = settings.sharing
        var exchange = ExchangeSettings()
        exchange.hearsFeeds = sharing.feeds
        exchange.lookups = sharing.lookups
        if let file = sharing.groupFile { exchange.group = try GroupSecret(file: file) }
        exchange.isReciprocal = sharing.groupReciprocity
        exchange.policy.trustedAuthors = sharing.trusted
        exchange.policy.onlyTrustedAuthors = sharing.onlyTrusted
        exchange.policy.quorum = sharing.quorum
        exchange.policy.keyAge = .seconds(sharing.keyAgeDays * 86_400)
        exchange.policy.rules.allowed = settings.ignore
        exchange.policy.rules.dialPlan = settings.dialPlan
        self.init(
            port: UInt16(settings.dhtPort), peerPort: UInt16(sharing.port),
            bootstrap: settings.bootstrapNodes.map { Bootstrap(host: $0.host, port: UInt16($0.port)) },
            isLegacyOn: settings.legacy && exchange.group == nil, exchange: exchange,
            key: try .ofNode(beside: settings.databaseFile), budget: sharing.budget,
            databaseFile: settings.databaseFile, node: node,
            version: Version.current)
        listen = sharing.listen
        isLANDiscoveryOn = sharing.lanDiscovery
    }
}
