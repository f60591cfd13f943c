import NIOCore
import SIP

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
        var text = ByteBuffer()
        text.append(atMost: 29) { $0.append(self) }
        return String(buffer: text)
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
        guard description == text else { return nil }
    }
}

extension ByteAppender {
    /// Appends the 29 bytes of the moment's `description`.
    /// - Parameter separator: what stands between the date and the time.
    public mutating func append(_ moment: Timestamp, separator: UInt8 = UInt8(ascii: " ")) {
        let second = moment.nanoseconds.floorDivided(by: 1_000_000_000)
        let day = second.quotient.floorDivided(by: 86_400)
        let date = CalendarDate(daysSince1970: day.quotient)
        let time = UInt32(day.remainder)
        append(decimal: UInt32(date.year), width: 4)
        append(UInt8(ascii: "-"))
        append(decimal: UInt32(date.month), width: 2)
        append(UInt8(ascii: "-"))
        append(decimal: UInt32(date.day), width: 2)
        append(separator)
        append(decimal: time / 3600, width: 2)
        append(UInt8(ascii: ":"))
        append(decimal: time / 60 % 60, width: 2)
        append(UInt8(ascii: ":"))
        append(decimal: time % 60, width: 2)
        append(UInt8(ascii: "."))
        append(decimal: UInt32(second.remainder), width: 9)
    }
}

extension [UInt8] {
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
