import NIOCore
import SIP

extension Timestamp {
    private static let weekdays: [StaticString] = ["Thu, ", "Fri, ", "Sat, ", "Sun, ", "Mon, ", "Tue, ", "Wed, "]
    private static let months: [StaticString] = [
        " Jan ", " Feb ", " Mar ", " Apr ", " May ", " Jun ", " Jul ", " Aug ", " Sep ", " Oct ", " Nov ", " Dec ",
    ]

    /// The moment's second as HTTP writes it, like `Tue, 22 Feb 2022 11:19:15 GMT` (RFC 9110 §5.6.7). Of moments
    /// before 1970, the first second of that year.
    public var httpDate: String {
        let second = max(nanoseconds, 0) / 1_000_000_000
        let day = second / 86_400
        let time = UInt32(second % 86_400)
        let date = CalendarDate(daysSince1970: day)
        var text = ByteBuffer()
        text.append(atMost: 32) {
            // 1 January 1970 was a Thursday.
            $0.append(Self.weekdays[Int(day % 7)])
            $0.append(decimal: UInt32(date.day), width: 2)
            $0.append(Self.months[Int(date.month - 1)])
            $0.append(decimal: UInt32(date.year), width: 4)
            $0.append(" ")
            $0.append(decimal: time / 3600, width: 2)
            $0.append(":")
            $0.append(decimal: time / 60 % 60, width: 2)
            $0.append(":")
            $0.append(decimal: time % 60, width: 2)
            $0.append(" GMT")
        }
        return String(buffer: text)
    }
}

extension Timestamp {
    /// Reads what `httpDate` writes, which is the one form that HTTP still allows to write; nil for anything else.
    public init?(httpDate text: String) {
        let fields = text.split(separator: " ", omittingEmptySubsequences: false)
        guard fields.count == 6, let day = Int64(fields[1]), let year = Int64(fields[3]), (1970...2261).contains(year),
            let month = Self.months.firstIndex(where: { $0.description == " \(fields[2]) " })
        else { return nil }
        let clock = fields[4].split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) ?? -1 }
        guard clock.count == 3, (1...31).contains(day), clock.allSatisfy({ (0...60).contains($0) }) else { return nil }
        let days = CalendarDate(year: year, month: Int64(month + 1), day: day).daysSince1970
        let seconds = days * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
        self.init(nanoseconds: seconds * 1_000_000_000)
        // Hours and days of the week that do not exist show up as a different text.
        guard httpDate == text else { return nil }
    }
}
