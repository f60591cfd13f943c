import Events

/// A node's key as it is kept beside its database.
public struct NodeKey: Sendable {
    public let identity: Identity
    /// It has this key since lately, and tells those who know the one before.
    public let rotation: Rotation?

    public var author: AuthorKey { identity.author }

    public static func path(beside database: String) -> String { database + "-sharing.key" }

    private static func oldPath(beside database: String) -> String { path(beside: database) + ".old" }
    private static func statementPath(beside database: String) -> String { database + "-sharing.rotation" }

    /// The one kept; it is made the first time.
    public static func ofNode(beside database: String, at now: Timestamp = .now) throws(NodeKeyError) -> NodeKey {
        let path = path(beside: database)
        if !PrivateFile.exists(path) { try put(Identity(), to: path) }
        return try NodeKey(beside: database, at: now)
    }

    /// The one kept.
    public init(beside database: String, at now: Timestamp = .now) throws(NodeKeyError) {
        let path = Self.path(beside: database)
        guard PrivateFile.exists(path) else { throw .noKey(path: path) }
        identity = try Self.identity(in: path)
        rotation = try Self.statement(of: identity.author, beside: database, at: now)
    }

    /// Makes another key for the node. The one before is kept as long as values that it signed live.
    public static func rotate(beside database: String, at now: Timestamp = .now) throws(NodeKeyError) -> NodeKey {
        let old = try NodeKey(beside: database, at: now)
        guard old.rotation == nil else { throw .rotatedLately(path: statementPath(beside: database)) }
        let new = Identity()
        guard let rotation = Rotation(from: old.identity, to: new, at: now) else { throw .cannotSign }
        // The key comes last. Should that fail, the statement is of a key that nobody has, and is not believed.
        try put(old.identity, to: oldPath(beside: database))
        try SecretFile.put(rotation.bytes, to: statementPath(beside: database))
        try put(new, to: path(beside: database))
        return NodeKey(new, rotation)
    }

    private init(_ identity: Identity, _ rotation: Rotation) {
        self.identity = identity
        self.rotation = rotation
    }

    private static func put(_ identity: Identity, to path: String) throws(NodeKeyError) {
        try SecretFile.put(Array((identity.secret.hexadecimal + "\n").utf8), to: path)
    }

    private static func identity(in path: String) throws(NodeKeyError) -> Identity {
        let bytes = try SecretFile.read(path)
        let text = String(decoding: bytes.filter { $0 > UInt8(ascii: " ") }, as: UTF8.self)
        guard let secret = [UInt8](hexadecimal: text), let identity = Identity(secret: secret) else {
            throw .noSecret(path: path)
        }
        return identity
    }

    /// Nil when there is none; one that is over, or that leads to another key than we have, is removed.
    private static func statement(
        of author: AuthorKey, beside database: String, at now: Timestamp
    ) throws(NodeKeyError) -> Rotation? {
        let path = statementPath(beside: database)
        guard PrivateFile.exists(path) else { return nil }
        guard let rotation = try? Rotation(try SecretFile.read(path)), rotation.new == author,
            !RotationNotice(rotation).isOver(at: now)
        else {
            SecretFile.remove(path)
            SecretFile.remove(oldPath(beside: database))
            return nil
        }
        return rotation
    }
}

extension GroupSecret {
    /// The secret in a file, without the line's end.
    public init(file path: String) throws(NodeKeyError) {
        var bytes = try SecretFile.read(path)
        while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard let secret = GroupSecret(bytes) else { throw .tooShort(path: path) }
        self = secret
    }
}
