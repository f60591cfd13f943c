import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An IPv4 or IPv6 address as a value: compared, hashed and masked without text. An IPv4-mapped IPv6
/// address (RFC 4291 §2.5.5.2) is the IPv4 address.
public enum IPAddress: Hashable, Sendable {
    /// In host byte order.
    case v4(UInt32)
    /// The upper and lower half, in host byte order.
    case v6(UInt64, UInt64)

    /// An IPv6 address from its halves, an IPv4-mapped one as IPv4.
    public init(high: UInt64, low: UInt64) {
        self = high == 0 && low >> 32 == 0xFFFF ? .v4(UInt32(truncatingIfNeeded: low)) : .v6(high, low)
    }

    /// Reads what `inet_pton` reads; nil for anything else.
    public init?(_ text: String) {
        // C would see the text end there.
        guard !text.utf8.contains(0) else { return nil }
        var v4 = in_addr()
        if inet_pton(AF_INET, text, &v4) == 1 {
            self = .v4(UInt32(bigEndian: v4.s_addr))
            return
        }
        var v6 = in6_addr()
        guard inet_pton(AF_INET6, text, &v6) == 1 else { return nil }
        self.init(v6)
    }

    public init(_ address: in6_addr) {
        let (high, low) = unsafeBitCast(address, to: (UInt64, UInt64).self)
        self.init(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low))
    }

    public var isV4: Bool {
        if case .v4 = self { true } else { false }
    }

    /// Whether this is `0.0.0.0` or `::`, which is nobody's.
    public var isUnspecified: Bool { self == .v4(0) || self == .v6(0, 0) }

    /// The address with all but its first `length` bits cleared (0…32 or 0…128).
    public func prefix(_ length: Int) -> IPAddress {
        switch self {
        case .v4(let bits):
            return .v4(bits & Self.mask32(length))
        case .v6(let high, let low):
            return .v6(high & Self.mask64(length), low & Self.mask64(length - 64))
        }
    }

    private static func mask32(_ length: Int) -> UInt32 {
        length <= 0 ? 0 : length >= 32 ? .max : .max << UInt32(32 - length)
    }

    private static func mask64(_ length: Int) -> UInt64 {
        length <= 0 ? 0 : length >= 64 ? .max : .max << UInt64(64 - length)
    }
}

extension IPAddress: CustomStringConvertible {
    /// RFC 5952 text, such as `192.0.2.1` or `2001:db8::1`.
    public var description: String {
        String(decoding: text, as: UTF8.self)
    }

    /// The bytes of `description`.
    public var text: [UInt8] {
        var text = ByteBuffer()
        text.append(atMost: Int(INET6_ADDRSTRLEN)) { $0.append(self) }
        return Array(text.readableBytesView)
    }
}

extension ByteAppender {
    /// Appends the address as its `description`.
    public mutating func append(_ address: IPAddress) {
        switch address {
        case .v4(let bits):
            for shift in stride(from: UInt32(24), through: 0, by: -8) {
                append(decimal: Int(bits >> shift & 0xFF))
                if shift > 0 { append(UInt8(ascii: ".")) }
            }
        case .v6(let high, let low):
            var address = unsafeBitCast((high.bigEndian, low.bigEndian), to: in6_addr.self)
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            guard inet_ntop(AF_INET6, &address, &text, socklen_t(text.count)) != nil else { return }
            for character in text.prefix(while: { $0 != 0 }) { append(UInt8(bitPattern: character)) }
        }
    }
}
