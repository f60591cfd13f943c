import Store

/// A number that attackers wanted to reach, with what they dialled in front of it.
public struct TargetRow: Sendable {
    public struct Prefix: Sendable {
        public let prefix: String
        public let attempts: Int
    }

    /// Prefixes that are told of, and forms that are looked at for them.
    private static let prefixLimit = 8
    private static let formLimit = 32

    public let target: StoredTarget
    /// Those with the most attempts first.
    public let prefixes: [Prefix]

    public init(_ target: StoredTarget, in reader: EventReader) throws(StoreError) {
        self.target = target
        var attempts: [String: Int] = [:]
        for form in try reader.forms(of: target.e164, limit: Self.formLimit) {
            attempts[form.reading?.prefix ?? "", default: 0] += form.attempts
        }
        prefixes = attempts.map { Prefix(prefix: $0.key, attempts: $0.value) }
            .sorted { ($0.attempts, $1.prefix) > ($1.attempts, $0.prefix) }
            .prefix(Self.prefixLimit).map(\.self)
    }
}
