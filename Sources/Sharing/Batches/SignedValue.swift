/// A value and its author's signature, as it is put: the array `[0, payload, signature]`. Of one that was read the
/// signature is still to be checked.
public struct SignedValue: Hashable, Sendable {
    static let form: UInt64 = 0
    private static let domain = Array("sp2|value|".utf8)

    public let value: SharedValue
    /// As it is put, or sealed.
    public let bytes: [UInt8]
    private let payload: ArraySlice<UInt8>
    private let signature: ArraySlice<UInt8>

    /// Signs a value. Nil when it is longer than a value may be, has something that has no place in one, or is another
    /// author's.
    public init?(_ value: SharedValue, by identity: Identity) {
        let payload = value.payload
        guard value.header.author == identity.author,
            let signature = identity.signature(of: Self.domain + payload)
        else { return nil }
        var writer = CBORWriter()
        writer.array(3)
        writer.append(Self.form)
        writer.append(payload)
        writer.append(signature)
        guard let read = try? SignedValue(writer.bytes) else { return nil }
        self = read
    }

    /// Reads a value that was not sealed. Never says that its author is who it names: `isSignatureRight` does.
    public init(_ bytes: [UInt8]) throws(DropReason) {
        guard bytes.count <= ValueLimits.bytes else { throw .oversize }
        self.bytes = bytes
        var reader = CBORReader(bytes[...])
        try reader.tuple(3)
        guard try reader.unsigned() == Self.form else { throw .malformed }
        payload = try reader.string(1...ValueLimits.bytes)
        signature = try reader.string(AuthorKey.signatureBytes...AuthorKey.signatureBytes)
        try reader.end()
        value = try SharedValue(payload: payload)
    }

    public var isSignatureRight: Bool {
        value.header.author.isSignature(signature, of: Self.domain + payload)
    }

    public var digest: ValueDigest { ValueDigest(of: bytes) }

    /// As it is put in a group's network: the array `[1, sealed]`. Nil when it would be longer than a value may be.
    public func sealed(for group: GroupSecret) -> [UInt8]? {
        guard let sealed = group.seal(bytes, under: group.infoHash(of: value.header.key)) else { return nil }
        return Self.envelope(sealed)
    }

    static let sealedForm: UInt64 = 1

    static func envelope(_ sealed: [UInt8]) -> [UInt8]? {
        var writer = CBORWriter()
        writer.array(2)
        writer.append(sealedForm)
        writer.append(sealed)
        return writer.bytes.count <= ValueLimits.bytes ? writer.bytes : nil
    }

    /// Opens a value that was sealed for a group.
    public init(sealed bytes: [UInt8], under key: InfoHash, by group: GroupSecret) throws(DropReason) {
        try self.init(try Self.opened(bytes, under: key, by: group))
    }

    static func opened(_ bytes: [UInt8], under key: InfoHash, by group: GroupSecret) throws(DropReason) -> [UInt8] {
        guard bytes.count <= ValueLimits.bytes else { throw .oversize }
        var reader = CBORReader(bytes[...])
        try reader.tuple(2)
        guard try reader.unsigned() == Self.sealedForm else { throw .malformed }
        let sealed = try reader.string(1...ValueLimits.bytes)
        try reader.end()
        guard let value = group.open(sealed, under: key) else { throw .seal }
        return value
    }
}
