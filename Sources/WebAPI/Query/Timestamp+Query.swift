import Events

extension Timestamp {
    /// Reads RFC 3339 (`2022-02-22T11:19:15Z`, with an offset or a fraction if one likes), the form in which answers give
    /// times, or seconds since 1970. Nil for anything else, and for what lies outside of the years 1970 to 2261.
    init?(query text: String) {
        if let seconds = Int64(text), text.first != "+" {
            guard Self.seconds.contains(seconds) else { return nil }
            self.init(nanoseconds: seconds * 1_000_000_000)
        } else if let time = Timestamp(text) {
            self = time
        } else {
            self.init(rfc3339: text)
        }
    }

    private static let seconds: Range<Int64> = 0..<9_214_646_400

    /// RFC 3339 §5.6, up to nanoseconds.
    private init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        guard (20...35).contains(bytes.count), "Tt ".utf8.contains(bytes[10]) else { return nil }
        var rest = bytes[19...]
        var fraction: [UInt8] = []
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard (1...9).contains(fraction.count) else { return nil }
            rest = rest.dropFirst(1 + fraction.count)
        }
        let padded = fraction + [UInt8](repeating: UInt8(ascii: "0"), count: 9 - fraction.count)
        let plain = bytes[..<10] + " ".utf8 + bytes[11..<19] + ".".utf8 + padded
        guard let offset = Self.offset(rest), let time = Timestamp(String(decoding: plain, as: UTF8.self)) else {
            return nil
        }
        self = time.adding(.seconds(-offset))
        guard Self.seconds.contains(nanoseconds / 1_000_000_000), nanoseconds >= 0 else { return nil }
    }

    /// Seconds that a place's clock is ahead of UTC.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int64? {
        if bytes.elementsEqual("Z".utf8) || bytes.elementsEqual("z".utf8) { return 0 }
        let parts = String(decoding: bytes.dropFirst(), as: UTF8.self).split(separator: ":")
        guard bytes.count == 6, parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            let hours = UInt8(parts[0]), let minutes = UInt8(parts[1]), hours < 24, minutes < 60
        else { return nil }
        let seconds = Int64(hours) * 3_600 + Int64(minutes) * 60
        switch bytes.first {
        case UInt8(ascii: "+"): return seconds
        case UInt8(ascii: "-"): return -seconds
        default: return nil
        }
    }
}
