import Events
import Logging
import ServiceLifecycle
import Sharing

/// The part of a node that shares, where this build can.
struct SharingPart {
    let service: any Service
    /// Who the node is to the others.
    let author: AuthorKey
    /// What the network tells of an address or a number, within two seconds and a little.
    let lookUp: @Sendable (Subject) async -> Sharing.Answer

    /// Nil when the node does not share.
    init?(_ settings: Settings, _ node: UUIDBytes, _ logger: Logger) throws(NodeKeyError) {
        #if OpenDHT
            guard settings.peerToPeer else { return nil }
            let configuration = try SharingConfiguration(settings, node: node)
            let service = SharingService(configuration, logger: logger)
            self.service = service
            author = configuration.key.author
            lookUp = { await service.lookUp($0) }
        #else
            return nil
        #endif
    }
}
