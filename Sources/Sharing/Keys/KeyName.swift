import Crypto
import SIP
import Telephony

/// What a key of the network is called before it is hashed. There is one text for each.
public enum KeyName: Hashable, Sendable {
    case feed(FeedPlace)
    /// What authors saw of one address; of IPv6 of a /64.
    case address(IPAddress)
    case number(E164)
    /// What authors saw of all addresses whose hash begins with these twelve bits: who asks does not tell which one.
    case addressBucket(UInt16)
    case numberBucket(UInt16)
    case head(AuthorKey)
    /// Where an author of a group gives its keys to others.
    case keyring(AuthorKey)

    /// The look-up key of an address.
    public static func lookup(_ address: IPAddress) -> KeyName {
        .address(address.prefix(address.isV4 ? 32 : 64))
    }

    /// The look-up key that an address shares with one in 4,096.
    public static func bucket(_ address: IPAddress) -> KeyName { .addressBucket(bucket(lookup(address).text)) }

    public static func bucket(_ number: E164) -> KeyName { .numberBucket(bucket(KeyName.number(number).text)) }

    private static func bucket(_ text: String) -> UInt16 {
        UInt16(truncatingIfNeeded: ValueDigest(of: text.utf8).head >> 52)
    }

    static let textBytes = 5...80

    public var text: String {
        switch self {
        case .feed(let place): "sp2|f|\(place.epoch.number)|\(place.shard)"
        case .address(let address): "sp2|ip|\(address)"
        case .number(let number): "sp2|n|\(number)"
        case .addressBucket(let bucket): "sp2|ib|\(bucket)"
        case .numberBucket(let bucket): "sp2|nb|\(bucket)"
        case .head(let author): "sp2|h|\(author.hexadecimal)"
        case .keyring(let author): "sp2|k|\(author.hexadecimal)"
        }
    }

    /// Reads exactly what `text` writes; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3, let name = Self.read(parts[1], parts[2], parts.count == 4 ? parts[3] : nil),
            name.text == text
        else { return nil }
        self = name
    }

    private static func read(_ kind: String, _ what: String, _ rest: String?) -> KeyName? {
        switch kind {
        case "f":
            guard let epoch = UInt32(what), let shard = rest.flatMap({ UInt16($0) }), shard < 1 << ShardWidth.maximum
            else { return nil }
            return .feed(FeedPlace(epoch: Epoch(number: epoch), shard: shard))
        case "ip": return IPAddress(what).map(lookup)
        case "n": return E164(digits: what.utf8.dropFirst()).map(KeyName.number)
        case "ib": return UInt16(what).flatMap { $0 < 4_096 ? .addressBucket($0) : nil }
        case "nb": return UInt16(what).flatMap { $0 < 4_096 ? .numberBucket($0) : nil }
        case "h": return AuthorKey(hexadecimal: what).map(KeyName.head)
        case "k": return AuthorKey(hexadecimal: what).map(KeyName.keyring)
        default: return nil
        }
    }

    /// The key itself, in the open network.
    public var infoHash: InfoHash { InfoHash(checked: Array(Insecure.SHA1.hash(data: Array(text.utf8)))) }

    /// The key itself, in a group's.
    public func infoHash(in group: GroupSecret?) -> InfoHash { group?.infoHash(of: self) ?? infoHash }
}
