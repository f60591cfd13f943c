import Events
import SIP

extension SharedValue {
    static let version: UInt64 = 2
    /// Items of the payload.
    static let items = 11
    /// Items of a batch; one with an agreement key has one more.
    static let batchItems = 6
    static let sealedItems = 3
    static let keyringItems = 2
    static let eventItems = 8
    /// The third item of a payload.
    static let batchKind: UInt64 = 0
    static let headKind: UInt64 = 1
    static let sealedKind: UInt64 = 2
    static let keyringKind: UInt64 = 3

    /// What is signed. The order of events is the format's, whatever the value's.
    var payload: [UInt8] {
        var writer = CBORWriter()
        writer.array(Self.items)
        writer.append(Self.version)
        writer.append(UInt64(header.network))
        writer.append(kind)
        writer.append(text: header.key.text)
        writer.append(UInt64(header.epoch.number))
        writer.append(header.author.bytes)
        writer.append(header.sequence)
        writer.append(header.previous?.bytes ?? [])
        writer.append(UInt64(max(0, header.created.seconds)))
        writer.append(UInt64(max(0, header.expires.seconds)))
        switch body {
        case .batch(let batch): writer.append(batch, created: header.created)
        case .head(let head): writer.append(head)
        case .sealed(let batch): writer.append(batch)
        case .keyring(let keyring): writer.append(keyring)
        }
        return writer.bytes
    }

    private var kind: UInt64 {
        switch body {
        case .batch: Self.batchKind
        case .head: Self.headKind
        case .sealed: Self.sealedKind
        case .keyring: Self.keyringKind
        }
    }
}

extension CBORWriter {
    mutating func append(_ batch: BatchBody, created: Timestamp) {
        let addresses = Terms.of(batch.events.map(\.address.wireBytes))
        let numbers = Terms.of(batch.events.compactMap(\.number).map { Array($0.utf8) })
        let methods = Terms.of(batch.events.compactMap(\.method).map { Array($0.utf8) })
        let agents = Terms.of(batch.events.compactMap(\.agent).map { Array($0.utf8) })
        array(SharedValue.batchItems + (batch.agreement == nil ? 0 : 1))
        append(UInt64(batch.width))
        array(addresses.items.count)
        for address in addresses.items { append(address) }
        for texts in [numbers, methods, agents] {
            array(texts.items.count)
            for text in texts.items { append(text: String(decoding: text, as: UTF8.self)) }
        }
        array(batch.events.count)
        let rows = batch.events.map { event in
            [
                addresses[event.address.wireBytes] - 1, numbers[event.number], methods[event.method],
                agents[event.agent], UInt64(clamping: created.seconds - event.first.seconds),
                UInt64(clamping: event.last.seconds - event.first.seconds), UInt64(event.attempts),
                event.isProven ? 1 : 0,
            ]
        }
        for row in rows.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            array(row.count)
            for item in row { append(item) }
        }
        if let agreement = batch.agreement { append(agreement.bytes) }
    }

    fileprivate mutating func append(_ head: HeadBody) {
        array(head.links.count)
        for link in head.links {
            array(2)
            append(UInt64(link.epoch.number))
            append(UInt64(link.shard))
        }
    }

    fileprivate mutating func append(_ batch: SealedBatch) {
        array(SharedValue.sealedItems)
        append(UInt64(batch.width))
        append(batch.agreement.bytes)
        append(batch.sealed)
    }

    fileprivate mutating func append(_ keyring: KeyringBody) {
        array(SharedValue.keyringItems)
        append(keyring.agreement.bytes)
        array(keyring.entries.count)
        for entry in keyring.entries {
            array(2)
            append(entry.reader.bigEndianBytes)
            append(entry.wrapped)
        }
    }
}

extension CBORWriter {
    /// The distinct values that events refer to by their place from 1 on; 0 is none.
    fileprivate struct Terms {
        let items: [[UInt8]]
        private let places: [[UInt8]: UInt64]

        static func of(_ values: [[UInt8]]) -> Terms { Terms(Set(values).sorted(by: isBefore)) }

        private init(_ items: [[UInt8]]) {
            self.items = items
            places = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1, UInt64($0) + 1) })
        }

        subscript(value: [UInt8]) -> UInt64 { places[value] ?? 0 }
        subscript(text: String?) -> UInt64 { text.map { self[Array($0.utf8)] } ?? 0 }
    }

    /// The order in a dictionary: the shorter first, then byte by byte.
    static func isBefore(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        left.count != right.count ? left.count < right.count : left.lexicographicallyPrecedes(right)
    }
}

extension IPAddress {
    /// Four or sixteen bytes, in network order.
    var wireBytes: [UInt8] {
        switch self {
        case .v4(let bits): bits.bigEndianBytes
        case .v6(let high, let low): high.bigEndianBytes + low.bigEndianBytes
        }
    }

    /// Nil for another count of bytes, and for an IPv4 address written as IPv6.
    init?(wireBytes bytes: some Collection<UInt8>) {
        func word(_ bytes: some Collection<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        switch bytes.count {
        case 4: self = .v4(UInt32(word(bytes)))
        case 16:
            self.init(high: word(bytes.prefix(8)), low: word(bytes.suffix(8)))
            guard !isV4 else { return nil }
        default: return nil
        }
    }
}
