import Events

/// A node says that it goes on under another key. Both keys sign it: `[2, payload, signature of the old, of the new]`.
public struct Rotation: Hashable, Sendable {
    static let form: UInt64 = 2
    /// What its bytes begin with: an array of four, the form.
    static let head: [UInt8] = [0x84, 0x02]
    private static let domain = Array("sp2|rotate|".utf8)
    private static let items = 4

    public let old: AuthorKey
    public let new: AuthorKey
    public let created: Timestamp
    /// As it is put, under the head of the old key.
    public let bytes: [UInt8]

    /// Nil only if the system's cryptography fails.
    public init?(from old: Identity, to new: Identity, at now: Timestamp) {
        var payload = CBORWriter()
        payload.array(Self.items)
        payload.append(SharedValue.version)
        payload.append(old.author.bytes)
        payload.append(new.author.bytes)
        payload.append(UInt64(max(0, now.seconds)))
        guard let first = old.signature(of: Self.domain + payload.bytes),
            let second = new.signature(of: Self.domain + payload.bytes)
        else { return nil }
        var writer = CBORWriter()
        writer.array(4)
        writer.append(Self.form)
        writer.append(payload.bytes)
        writer.append(first)
        writer.append(second)
        self.old = old.author
        self.new = new.author
        created = now.wholeSeconds
        bytes = writer.bytes
    }

    /// What to put it under: like other values', it follows from what it is.
    var id: UInt64 { ValueDigest(of: bytes).head }

    /// As it is put in a group's network.
    func sealed(for group: GroupSecret, under key: InfoHash) -> [UInt8]? {
        group.seal(bytes, under: key).flatMap(SignedValue.envelope)
    }

    init(sealed bytes: [UInt8], under key: InfoHash, by group: GroupSecret) throws(DropReason) {
        try self.init(try SignedValue.opened(bytes, under: key, by: group))
    }

    /// Reads a statement and checks both signatures.
    public init(_ bytes: [UInt8]) throws(DropReason) {
        guard bytes.count <= ValueLimits.bytes else { throw .oversize }
        self.bytes = bytes
        var reader = CBORReader(bytes[...])
        try reader.tuple(4)
        guard try reader.unsigned() == Self.form else { throw .malformed }
        let payload = try reader.string(1...128)
        let ofOld = try reader.string(AuthorKey.signatureBytes...AuthorKey.signatureBytes)
        let ofNew = try reader.string(AuthorKey.signatureBytes...AuthorKey.signatureBytes)
        try reader.end()
        reader = CBORReader(payload)
        try reader.tuple(Self.items)
        guard try reader.unsigned() == SharedValue.version else { throw .version }
        guard let old = AuthorKey(bytes: try reader.string(AuthorKey.count...AuthorKey.count)),
            let new = AuthorKey(bytes: try reader.string(AuthorKey.count...AuthorKey.count)), old != new
        else { throw .malformed }
        created = Timestamp(seconds: Int64(try reader.unsigned(atMost: UInt64(UInt32.max))))
        try reader.end()
        guard old.isSignature(ofOld, of: Self.domain + payload), new.isSignature(ofNew, of: Self.domain + payload)
        else { throw .signature }
        self.old = old
        self.new = new
    }
}
