/// A batch that only those can read whom its author gave the period's key.
public struct SealedBatch: Hashable, Sendable {
    /// As in the batch.
    public var width: UInt8
    public var agreement: AgreementKey
    /// Nonce, ciphertext and tag of the batch's bytes.
    public var sealed: [UInt8]

    init(width: UInt8, agreement: AgreementKey, sealed: [UInt8]) {
        self.width = width
        self.agreement = agreement
        self.sealed = sealed
    }

    /// Nil when the batch has something that has no place in one.
    init?(_ batch: BatchBody, _ header: ValueHeader, _ agreement: AgreementKey, by key: ContentKey) {
        var writer = CBORWriter()
        writer.append(batch, created: header.created)
        guard let sealed = key.seal(writer.bytes, at: header.place) else { return nil }
        self.init(width: batch.width, agreement: agreement, sealed: sealed)
        guard (try? opened(by: key, header)) != nil else { return nil }
    }

    /// What it holds: from here on it is a batch as others are.
    func opened(by key: ContentKey, _ header: ValueHeader) throws(DropReason) -> BatchBody {
        guard let text = key.open(sealed, at: header.place) else { throw .sealed }
        let batch = try Self.read(text, header)
        guard batch.width == width else { throw .malformed }
        return batch
    }

    /// What was sealed: read as strictly as what is not.
    static func read(_ text: [UInt8], _ header: ValueHeader) throws(DropReason) -> BatchBody {
        var reader = CBORReader(text[...])
        let batch = try BatchBody(&reader, created: header.created)
        try reader.end()
        var writer = CBORWriter()
        writer.append(batch, created: header.created)
        guard writer.bytes == text, batch.agreement == nil else { throw .malformed }
        guard batch.events.allSatisfy(header.key.covers) else { throw .key }
        return batch
    }
}

extension ValueHeader {
    var period: Period { Period(created) }

    /// What a sealed batch is bound to.
    fileprivate var place: [UInt8] {
        var writer = CBORWriter()
        writer.array(5)
        writer.append(UInt64(network))
        writer.append(text: key.text)
        writer.append(UInt64(epoch.number))
        writer.append(author.bytes)
        writer.append(sequence)
        return Array("sp2|batch|".utf8) + writer.bytes
    }
}
