import Events

/// A public key as text: `ed25519:` and 64 hexadecimal digits. Of an original node, its UUID.
public enum PeerKey {
    private static let prefix = "ed25519:"
    private static let bytes = 32

    public static func text(_ key: [UInt8]) -> String {
        if let uuid = UUIDBytes(bytes: key) { return uuid.description }
        return prefix + key.hexadecimal
    }

    /// The first few digits, enough to tell the authors of one node apart.
    public static func short(_ key: [UInt8]) -> String { String(key.hexadecimal.prefix(12)) }

    /// Reads a whole key, with or without what stands in front; nil for anything else.
    public static func bytes(_ text: String) -> [UInt8]? {
        range(beginningWith: text).flatMap { $0.first == $0.last ? $0.first : nil }
    }

    /// The lowest and the highest key with this beginning; nil for what none begins with.
    public static func range(beginningWith text: String) -> (first: [UInt8], last: [UInt8])? {
        let digits = text.hasPrefix(prefix) ? text.dropFirst(prefix.count) : text[...]
        var values: [UInt8] = []
        for digit in digits.utf8.prefix(2 * bytes + 1) {
            guard let value = digit.hexadecimalValue else { return nil }
            values.append(value)
        }
        guard (1...2 * bytes).contains(values.count) else { return nil }
        func key(_ filling: UInt8) -> [UInt8] {
            let all = values + [UInt8](repeating: filling, count: 2 * bytes - values.count)
            return stride(from: 0, to: 2 * bytes, by: 2).map { all[$0] << 4 | all[$0 + 1] }
        }
        return (key(0), key(15))
    }
}
