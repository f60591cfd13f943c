import Events

/// What every signed value says of itself. Key, epoch and network are inside the signature, so that a value put
/// anywhere else is known for a copy.
public struct ValueHeader: Hashable, Sendable {
    public var network: UInt32
    public var key: KeyName
    public var author: AuthorKey
    /// Of a batch in a feed one more than the author's one before; of a head that of its latest batch; 0 for values
    /// that are no part of the author's chain.
    public var sequence: UInt64
    /// Of the batch before; nil for an author's first and for what is no part of the chain.
    public var previous: ValueDigest?
    /// In whole seconds.
    public var created: Timestamp
    /// In whole seconds.
    public var expires: Timestamp

    public init(
        network: UInt32, key: KeyName, author: AuthorKey, sequence: UInt64, previous: ValueDigest?, created: Timestamp,
        expires: Timestamp
    ) {
        self.network = network
        self.key = key
        self.author = author
        self.sequence = sequence
        self.previous = previous
        self.created = created
        self.expires = expires
    }

    public var epoch: Epoch { Epoch(created) }

    /// The id to put the value under. It follows from author, place and sequence: nodes keep one value an id, and
    /// nobody can take the id of another. Under a look-up key an author has one a day.
    public var id: UInt64 {
        let period = key.isLookup ? UInt64(epoch.number) / Epoch.ofDay : UInt64(epoch.number)
        let place = sequence.bigEndianBytes + period.bigEndianBytes + key.text.utf8
        return ValueDigest(of: Array("sp2|id|".utf8) + author.bytes + place).head
    }
}
