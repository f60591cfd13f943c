import Events
import SIP

/// What a node tells the local network: where its DHT node is. It is signed with a key that the node draws at each start,
/// and which is its name there: nobody learns which author it is.
struct LANAnnouncement: Hashable, Sendable {
    private static let magic = Array("SPL1".utf8)
    private static let domain = Array("sp2|lan|".utf8)
    private static let bodyBytes = 4 + 4 + 2 + 8 + 4 + 16 + AuthorKey.count
    static let bytes = bodyBytes + AuthorKey.signatureBytes

    let network: UInt32
    /// Not 0.
    let port: UInt16
    let created: Timestamp
    /// One a family at most.
    let addresses: [IPAddress]
    let key: AuthorKey

    init(network: UInt32, port: UInt16, addresses: [IPAddress], key: AuthorKey, at now: Timestamp) {
        self.network = network
        self.port = port
        self.key = key
        self.addresses = [addresses.first(where: \.isV4), addresses.first { !$0.isV4 }].compactMap(\.self)
        created = now.wholeSeconds
    }

    private var body: [UInt8] {
        var writer = MessageWriter()
        writer.put(network)
        writer.put(port)
        writer.put(UInt64(max(0, created.seconds)))
        var (v4, high, low): (UInt32, UInt64, UInt64) = (0, 0, 0)
        for address in addresses {
            switch address {
            case .v4(let bits): v4 = bits
            case .v6(let first, let second): (high, low) = (first, second)
            }
        }
        writer.put(v4)
        writer.put(high)
        writer.put(low)
        return Self.magic + writer.bytes + key.bytes
    }

    /// Nil only if the system's cryptography fails.
    func signed(by identity: Identity) -> [UInt8]? {
        let body = body
        return identity.signature(of: Self.domain + body).map { body + $0 }
    }

    /// Nil for what is none, or whose signature is wrong.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.bytes, bytes.starts(with: Self.magic),
            let key = AuthorKey(bytes: bytes[(Self.bodyBytes - AuthorKey.count)..<Self.bodyBytes]),
            let read = try? Self.read(bytes[Self.magic.count...], key),
            key.isSignature(bytes[Self.bodyBytes...], of: Self.domain + bytes[..<Self.bodyBytes])
        else { return nil }
        self = read
    }

    private static func read(_ bytes: ArraySlice<UInt8>, _ key: AuthorKey) throws(MessageReader.Fault) -> Self {
        var reader = MessageReader(bytes)
        let (network, port) = (try reader.number(UInt32.self), try reader.number(UInt16.self))
        let seconds = try reader.number(UInt64.self)
        let v4 = IPAddress.v4(try reader.number())
        let v6 = IPAddress(high: try reader.number(), low: try reader.number())
        guard port != 0, seconds <= UInt32.max, !v6.isV4 else { throw .badValue }
        return LANAnnouncement(
            network: network, port: port, addresses: [v4, v6].filter { !$0.isUnspecified }, key: key,
            at: Timestamp(seconds: Int64(seconds)))
    }
}
