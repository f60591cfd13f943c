import SIP

/// The keys that an INFO request reports as pressed. No RFC has these bodies; gateways and PBXs send them.
public struct SignalledDigits: Hashable, Sendable {
    /// Of `0`…`9`, `*`, `#` and `A`…`D`; at least one, 64 at most.
    public let text: String

    private static let limit = 64
    private static let keys = Array("0123456789*#ABCD".utf8)

    /// nil when the body is of another type, or reports no key.
    public init?(_ message: SIPMessage) {
        guard !message.body.isEmpty, let type = MediaType(message) else { return nil }
        let body = Array(message.text(message.body, atMost: 1_024).utf8)
        var digits: [UInt8] = []
        switch type.text {
        case "application/dtmf-relay": digits = Self.relayed(body)
        case "application/dtmf": digits = body.compactMap(Self.key)
        default: return nil
        }
        guard !digits.isEmpty else { return nil }
        text = String(decoding: digits.prefix(Self.limit), as: UTF8.self)
    }

    /// `Signal=5` and `Duration=160` on lines of their own. Some report the event's number of RFC 4733 §3.2,
    /// where 10 is the star.
    private static func relayed(_ body: [UInt8]) -> [UInt8] {
        var digits: [UInt8] = []
        for line in body.split(whereSeparator: { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }) {
            let parts = line.split(separator: UInt8(ascii: "="), maxSplits: 1)
            guard parts.count == 2, trimmed(parts[0]).lowercased() == "signal" else { continue }
            let signal = trimmed(parts[1])
            if signal.utf8.count == 1, let digit = signal.utf8.first.flatMap(key) {
                digits.append(digit)
            } else if let number = UInt8(signal), keys.indices.contains(Int(number)) {
                digits.append(keys[Int(number)])
            }
        }
        return digits
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }, as: UTF8.self)
    }

    private static func key(_ byte: UInt8) -> UInt8? {
        let upper = (UInt8(ascii: "a")...UInt8(ascii: "d")).contains(byte) ? byte & 0xDF : byte
        return keys.contains(upper) ? upper : nil
    }
}
