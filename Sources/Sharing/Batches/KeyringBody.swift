/// An author's keys of the day and the one before, each time wrapped for one reader.
public struct KeyringBody: Hashable, Sendable {
    /// The author's.
    public var agreement: AgreementKey
    /// 1…80, in the order of their readers, one a reader.
    public var entries: [KeyringEntry]

    public init(agreement: AgreementKey, entries: [KeyringEntry]) {
        self.agreement = agreement
        self.entries = entries
    }
}

public struct KeyringEntry: Hashable, Sendable {
    /// The first bytes of the reader's author key.
    public var reader: UInt64
    public var wrapped: [UInt8]

    public init(reader: UInt64, wrapped: [UInt8]) {
        self.reader = reader
        self.wrapped = wrapped
    }

    static let wrappedBytes = PeriodKeys.count + 16
}

extension AuthorKey {
    /// What a keyring names it by.
    var prefix: UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
