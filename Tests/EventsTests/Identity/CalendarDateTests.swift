import Foundation
import Testing

@testable import Events

@Suite struct CalendarDateTests {
    @Test(arguments: [
        (0, 1970, 1, 1), (-1, 1969, 12, 31), (59, 1970, 3, 1), (10_957, 2000, 1, 1), (11_016, 2000, 2, 29),
        (11_017, 2000, 3, 1), (-25_567, 1900, 1, 1), (-25_508, 1900, 3, 1), (-719_468, 0, 3, 1), (-719_469, 0, 2, 29),
    ])
    func knownDays(days: Int64, year: Int64, month: Int64, day: Int64) {
        let date = CalendarDate(year: year, month: month, day: day)
        #expect(CalendarDate(daysSince1970: days) == date)
        #expect(date.daysSince1970 == days)
    }

    @Test func everyDayFrom1890To2300IsTheCalendarsDay() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        var wrong: [Int64] = []
        // A step that is no divisor of a month, a year or a leap cycle.
        for day in stride(from: Int64(-29_220), to: 120_530, by: 7) {
            let parts = calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(day) * 86_400))
            let date = CalendarDate(daysSince1970: day)
            let isSame = date.year == parts.year.map(Int64.init) && date.month == parts.month.map(Int64.init)
            if !isSame || date.day != parts.day.map(Int64.init) || date.daysSince1970 != day { wrong.append(day) }
        }
        #expect(wrong == [])
    }
}
