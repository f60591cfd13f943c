#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A moment in UTC, in nanoseconds since 1970. Good until the year 2262.
public struct Timestamp: Hashable, Comparable, Sendable {
    public let nanoseconds: Int64

    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The system's wall clock.
    public static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    public var milliseconds: Int64 { nanoseconds / 1_000_000 }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    public func adding(_ duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        return Timestamp(nanoseconds: nanoseconds &+ seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000)
    }
}

extension Timestamp: CustomStringConvertible {
    /// `2022-02-22 11:19:15.848934346`, always with nine digits of nanoseconds.
    public var description: String {
        String(decoding: text, as: UTF8.self)
    }

    /// The 29 bytes of `description`.
    public var text: [UInt8] {
        let second = nanoseconds.floorDivided(by: 1_000_000_000)
        let date = CalendarDate(daysSince1970: second.quotient.floorDivided(by: 86_400).quotient)
        let time = second.quotient.floorDivided(by: 86_400).remainder
        var text: [UInt8] = []
        text.reserveCapacity(29)
        text.appendDigits(date.year, width: 4)
        text.append(UInt8(ascii: "-"))
        text.appendDigits(date.month, width: 2)
        text.append(UInt8(ascii: "-"))
        text.appendDigits(date.day, width: 2)
        text.append(UInt8(ascii: " "))
        text.appendDigits(time / 3600, width: 2)
        text.append(UInt8(ascii: ":"))
        text.appendDigits(time / 60 % 60, width: 2)
        text.append(UInt8(ascii: ":"))
        text.appendDigits(time % 60, width: 2)
        text.append(UInt8(ascii: "."))
        text.appendDigits(second.remainder, width: 9)
        return text
    }

    /// Reads exactly what `description` writes; nil for anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 29,
            let year = bytes.digits(0..<4), let month = bytes.digits(5..<7), let day = bytes.digits(8..<10),
            let hour = bytes.digits(11..<13), let minute = bytes.digits(14..<16), let second = bytes.digits(17..<19),
            let fraction = bytes.digits(20..<29), (1970...2261).contains(year), (1...12).contains(month)
        else { return nil }
        let days = CalendarDate(year: year, month: month, day: day).daysSince1970
        self.init(nanoseconds: (days * 86_400 + hour * 3600 + minute * 60 + second) * 1_000_000_000 + fraction)
        // Separators, and days or hours that do not exist, show up as a different text.
        guard self.text == bytes else { return nil }
    }
}

extension [UInt8] {
    fileprivate mutating func appendDigits(_ value: Int64, width: Int) {
        let start = count
        var rest = value
        for _ in 0..<width { append(0) }
        for index in stride(from: start + width - 1, through: start, by: -1) {
            self[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }

    fileprivate func digits(_ range: Range<Int>) -> Int64? {
        var value: Int64 = 0
        for byte in self[range] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        return value
    }
}

extension Int64 {
    fileprivate func floorDivided(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
