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
        var reader = CBORReader(text[...])
        let batch = try BatchBody(&reader, created: header.created)
        try reader.end()
        var writer = CBORWriter()
        writer.append(batch, created: header.created)
        guard writer.bytes == text, batch.width == width, batch.agreement == nil else { throw .malformed }
        guard batch.events.allSatisfy(header.key.covers) else { throw .key }
        return batch
    }
}

extension ValueHeader {
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

    var period: Period { Period(created) }
}

/// How an author's batches are written.
enum BatchForm: Sendable {
    /// For everybody.
    case open
    /// For a group, to all of its members.
    case named(AgreementKey)
    /// For those of a group who give something as well.
    case sealed(AgreementKey)
}

extension SignedValue {
    /// Signs a batch of our own. Nil when an event has something that has no place in one.
    init?(_ batch: BatchBody, _ header: ValueHeader, _ form: BatchForm, by identity: Identity) {
        var batch = batch
        switch form {
        case .open: self.init(SharedValue(header, .batch(batch)), by: identity)
        case .named(let agreement):
            batch.agreement = agreement
            self.init(SharedValue(header, .batch(batch)), by: identity)
        case .sealed(let agreement):
            guard let sealed = SealedBatch(batch, header, agreement, by: identity.contentKey(of: header.period)) else {
                return nil
            }
            self.init(SharedValue(header, .sealed(sealed)), by: identity)
        }
    }
}
