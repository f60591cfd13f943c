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
