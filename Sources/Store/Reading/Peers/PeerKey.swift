import Events

/// A public key as text: `ed25519:` and 64 hexadecimal digits. Of an original node, its UUID.
public enum PeerKey {
    private static let prefix = "ed25519:"
    private static let bytes = 32
    private static let digits = Array("0123456789abcdef".utf8)

    public static func text(_ key: [UInt8]) -> String {
        if let uuid = UUIDBytes(bytes: key) { return uuid.description }
        return prefix + hexadecimal(key)
    }

    /// The first few digits, enough to tell the authors of one node apart.
    public static func short(_ key: [UInt8]) -> String { String(hexadecimal(key).prefix(12)) }

    /// Reads a whole key, with or without what stands in front; nil for anything else.
    public static func bytes(_ text: String) -> [UInt8]? {
        range(beginningWith: text).flatMap { $0.first == $0.last ? $0.first : nil }
    }

    /// The lowest and the highest key with this beginning; nil for what none begins with.
    public static func range(beginningWith text: String) -> (first: [UInt8], last: [UInt8])? {
        let hexadecimal = text.hasPrefix(prefix) ? text.dropFirst(prefix.count) : text[...]
        var values: [UInt8] = []
        for byte in hexadecimal.utf8.prefix(2 * bytes + 1) {
            guard let value = value(byte) else { return nil }
            values.append(value)
        }
        guard (1...2 * bytes).contains(values.count) else { return nil }
        func key(_ filling: UInt8) -> [UInt8] {
            let all = values + [UInt8](repeating: filling, count: 2 * bytes - values.count)
            return stride(from: 0, to: 2 * bytes, by: 2).map { all[$0] << 4 | all[$0 + 1] }
        }
        return (key(0), key(15))
    }

    public static func hexadecimal(_ key: [UInt8]) -> String {
        String(decoding: key.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46, 0x61...0x66: (digit | 0x20) - 0x61 + 10
        default: nil
        }
    }
}
