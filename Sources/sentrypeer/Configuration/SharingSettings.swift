import SIP
import Sharing

/// How the node takes part in the second network, when ``Settings/peerToPeer`` is on.
struct SharingSettings: Sendable, Equatable {
    /// What both networks bind: one address a family at most; none for all addresses.
    let listen: [IPAddress]
    /// Find other nodes on the local network and be found there.
    let lanDiscovery: Bool
    /// 0...65535; 0 lets the system choose.
    let port: Int
    /// Hear everybody's feed; else only that of ``trusted`` authors.
    let feeds: Bool
    /// How the network is asked.
    let lookups: ExchangeSettings.Lookups
    /// Authors that are believed alone.
    let trusted: Set<AuthorKey>
    let onlyTrusted: Bool
    /// The file with a group's secret; `nil` to share with everybody.
    let groupFile: String?
    /// Only those in the group can read what we say who say something, too.
    let groupReciprocity: Bool
    /// Authors that must have said the same, 1...100.
    let quorum: Int
    /// The age of their keys, 0...365 days.
    let keyAgeDays: Int
    /// Bytes a day; `nil` for no limit.
    let budget: Int?

    init(_ layers: SettingLayers) throws(ConfigurationError) {
        listen = try layers[.dhtListen].bindAddresses()
        lanDiscovery = try layers[.lanDiscovery].truth()
        port = try layers[.sharingPort].number(in: 0...65_535)
        feeds = try layers[.sharingFeeds].truth()
        lookups = try layers[.sharingLookups].choice(ExchangeSettings.Lookups.self)
        trusted = try layers[.sharingTrusted].authors()
        onlyTrusted = try layers[.sharingOnlyTrusted].truth()
        groupFile = try layers[.sharingGroupFile].optionalText()
        groupReciprocity = try layers[.sharingGroupReciprocity].truth()
        if groupReciprocity, groupFile == nil {
            throw .incompletePair(layers[.sharingGroupReciprocity].origin, missing: .sharingGroupFile)
        }
        quorum = try layers[.sharingQuorum].number(in: 1...100)
        keyAgeDays = try layers[.sharingKeyAgeDays].number(in: 0...365)
        budget = try layers[.sharingBudget].sizeLimit()
    }
}
