/// A request's method. Methods are case-sensitive (RFC 3261 §7.1), so `invite` is not `.invite`.
public enum SIPMethod: UInt8, CaseIterable, Sendable {
    case invite, ack, options, bye, cancel, register
    case subscribe, notify, message, publish, refer, info, update, prack
    /// A method that is none of the above; its spelling is in the message.
    case other

    /// The method's spelling; nil for `.other`.
    public var name: StaticString? {
        switch self {
        case .invite: "INVITE"
        case .ack: "ACK"
        case .options: "OPTIONS"
        case .bye: "BYE"
        case .cancel: "CANCEL"
        case .register: "REGISTER"
        case .subscribe: "SUBSCRIBE"
        case .notify: "NOTIFY"
        case .message: "MESSAGE"
        case .publish: "PUBLISH"
        case .refer: "REFER"
        case .info: "INFO"
        case .update: "UPDATE"
        case .prack: "PRACK"
        case .other: nil
        }
    }

    init(_ bytes: Span<UInt8>, in range: ByteRange) {
        guard range.count <= 9, !range.isEmpty else {
            self = .other
            return
        }
        // Length and first letter leave at most one candidate each.
        let candidate: SIPMethod =
            switch (range.count, bytes[range.lowerBound]) {
            case (6, 0x49): .invite
            case (3, 0x41): .ack
            case (7, 0x4F): .options
            case (3, 0x42): .bye
            case (6, 0x43): .cancel
            case (8, 0x52): .register
            case (9, 0x53): .subscribe
            case (6, 0x4E): .notify
            case (7, 0x4D): .message
            case (7, 0x50): .publish
            case (5, 0x52): .refer
            case (4, 0x49): .info
            case (6, 0x55): .update
            case (5, 0x50): .prack
            default: .other
            }
        guard let name = candidate.name else {
            self = .other
            return
        }
        let isSpelledSo = name.withUTF8Buffer { expected in
            for offset in 0..<expected.count where bytes[range.lowerBound + offset] != expected[offset] {
                return false
            }
            return true
        }
        self = isSpelledSo ? candidate : .other
    }
}
