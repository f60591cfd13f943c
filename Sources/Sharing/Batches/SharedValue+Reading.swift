import Events
import SIP

extension SharedValue {
    /// Reads a payload: each item in its bounds, each list in its order, nothing behind the last.
    init(payload: ArraySlice<UInt8>) throws(DropReason) {
        var reader = CBORReader(payload)
        _ = try reader.array(1...64)
        guard try reader.unsigned() == Self.version else { throw .version }
        self = try Self.read(&reader)
        try reader.end()
        // The order of lists, an entry that nothing refers to, a wrong count: written again all of these show.
        guard self.payload == Array(payload) else { throw .malformed }
    }

    private static func read(_ reader: inout CBORReader) throws(DropReason) -> SharedValue {
        let network = UInt32(try reader.unsigned(atMost: UInt64(UInt32.max)))
        let kind = try reader.unsigned(atMost: keyringKind)
        guard let key = KeyName(try reader.text(KeyName.textBytes)) else { throw .malformed }
        let epoch = Epoch(number: UInt32(try reader.unsigned(atMost: UInt64(UInt32.max))))
        guard let author = AuthorKey(bytes: try reader.string(AuthorKey.count...AuthorKey.count)) else {
            throw .malformed
        }
        let sequence = try reader.unsigned()
        let previous = try reader.string(0...ValueDigest.count)
        guard previous.isEmpty || previous.count == ValueDigest.count else { throw .malformed }
        let created = Timestamp(seconds: Int64(try reader.unsigned(atMost: UInt64(UInt32.max))))
        let expires = Timestamp(seconds: Int64(try reader.unsigned(atMost: UInt64(UInt32.max))))
        let header = ValueHeader(
            network: network, key: key, author: author, sequence: sequence,
            previous: previous.isEmpty ? nil : ValueDigest(checked: previous), created: created, expires: expires)
        guard header.epoch == epoch, key.isOf(epoch) else { throw .epoch }
        guard key.isHead == (kind == headKind), key.isKeyring == (kind == keyringKind), key.isFor(author) else {
            throw .key
        }
        guard key.isNumbered == (sequence > 0 || kind == headKind), previous.isEmpty || sequence > 1 && key.hasChain
        else { throw .malformed }
        switch kind {
        case headKind: return SharedValue(header, .head(try HeadBody(&reader)))
        case sealedKind: return SharedValue(header, .sealed(try SealedBatch(&reader)))
        case keyringKind: return SharedValue(header, .keyring(try KeyringBody(&reader)))
        default: break
        }
        let batch = try BatchBody(&reader, created: created)
        guard batch.events.allSatisfy(key.covers) else { throw .key }
        return SharedValue(header, .batch(batch))
    }
}

extension BatchBody {
    init(_ reader: inout CBORReader, created: Timestamp) throws(DropReason) {
        let items = try reader.array(SharedValue.batchItems...SharedValue.batchItems + 1)
        width = UInt8(try reader.unsigned(atMost: UInt64(ShardWidth.maximum)))
        let terms = try Terms(&reader)
        events = try reader.list(1...ValueLimits.events) { (reader) throws(DropReason) in
            try BatchEvent(&reader, terms, created: created)
        }
        var places: Set<EventPlace> = []
        for event in events {
            guard places.insert(EventPlace(event)).inserted else { throw .malformed }
        }
        agreement = items > SharedValue.batchItems ? try AgreementKey(&reader) : nil
    }

    /// What events refer to.
    fileprivate struct Terms {
        let addresses: [IPAddress]
        let numbers: [String]
        let methods: [String]
        let agents: [String]

        init(_ reader: inout CBORReader) throws(DropReason) {
            addresses = try reader.list(1...ValueLimits.events) { (reader) throws(DropReason) in
                guard let address = IPAddress(wireBytes: try reader.string(4...16)) else { throw .malformed }
                return address
            }
            numbers = try Self.texts(&reader, ValueLimits.numberBytes)
            methods = try Self.texts(&reader, ValueLimits.methodBytes)
            agents = try Self.texts(&reader, ValueLimits.agentBytes)
            guard numbers.allSatisfy(\.isDialled) else { throw .malformed }
        }

        private static func texts(_ reader: inout CBORReader, _ longest: Int) throws(DropReason) -> [String] {
            try reader.list(0...ValueLimits.events) { (reader) throws(DropReason) in try reader.text(1...longest) }
        }
    }
}

extension BatchEvent {
    fileprivate init(_ reader: inout CBORReader, _ terms: BatchBody.Terms, created: Timestamp) throws(DropReason) {
        try reader.tuple(SharedValue.eventItems)
        address = terms.addresses[Int(try reader.unsigned(atMost: UInt64(terms.addresses.count - 1)))]
        number = try Self.text(&reader, of: terms.numbers)
        method = try Self.text(&reader, of: terms.methods)
        agent = try Self.text(&reader, of: terms.agents)
        let life = UInt64(ValueLimits.lifetime.components.seconds)
        let age = try reader.unsigned(atMost: min(life, UInt64(created.seconds)))
        let span = try reader.unsigned(atMost: age)
        first = Timestamp(seconds: created.seconds - Int64(age))
        last = Timestamp(seconds: first.seconds + Int64(span))
        attempts = UInt32(try reader.unsigned(atMost: UInt64(UInt32.max)))
        guard attempts > 0 else { throw .malformed }
        isProven = try reader.unsigned(atMost: 1) == 1
    }

    /// What an event refers to; 0 is nothing.
    private static func text(_ reader: inout CBORReader, of texts: [String]) throws(DropReason) -> String? {
        let place = Int(try reader.unsigned(atMost: UInt64(texts.count)))
        return place == 0 ? nil : texts[place - 1]
    }
}

extension AgreementKey {
    fileprivate init(_ reader: inout CBORReader) throws(DropReason) {
        self.init(checked: Array(try reader.string(Self.count...Self.count)))
    }
}

extension SealedBatch {
    fileprivate init(_ reader: inout CBORReader) throws(DropReason) {
        try reader.tuple(SharedValue.sealedItems)
        width = UInt8(try reader.unsigned(atMost: UInt64(ShardWidth.maximum)))
        agreement = try AgreementKey(&reader)
        sealed = Array(try reader.string(ContentKey.overhead + 1...ValueLimits.bytes))
    }
}

extension KeyringBody {
    fileprivate init(_ reader: inout CBORReader) throws(DropReason) {
        try reader.tuple(SharedValue.keyringItems)
        agreement = try AgreementKey(&reader)
        entries = try reader.list(1...ValueLimits.readers) { (reader) throws(DropReason) in
            try reader.tuple(2)
            let name = try reader.string(8...8).reduce(0) { $0 << 8 | UInt64($1) }
            let count = KeyringEntry.wrappedBytes
            return KeyringEntry(reader: name, wrapped: Array(try reader.string(count...count)))
        }
        guard zip(entries, entries.dropFirst()).allSatisfy({ $0.reader < $1.reader }) else { throw .malformed }
    }
}

extension HeadBody {
    fileprivate init(_ reader: inout CBORReader) throws(DropReason) {
        links = try reader.list(0...ValueLimits.links) { (reader) throws(DropReason) in
            try reader.tuple(2)
            let epoch = Epoch(number: UInt32(try reader.unsigned(atMost: UInt64(UInt32.max))))
            let shard = UInt16(try reader.unsigned(atMost: 1 << UInt64(ShardWidth.maximum) - 1))
            return FeedPlace(epoch: epoch, shard: shard)
        }
    }
}

extension String {
    /// Whether it is ASCII digits, with or without a plus in front.
    var isDialled: Bool {
        let digits = utf8.first == UInt8(ascii: "+") ? utf8.dropFirst() : utf8[...]
        return !digits.isEmpty && digits.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
}
