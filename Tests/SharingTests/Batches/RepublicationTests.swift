import Events
import Testing

@testable import Sharing

struct RepublicationTests {
    @Test func aValueIsPutAboutHourlyUntilItExpires() throws {
        var values = Republication()
        values.add(try batch([event()], by: author(1)), at: start)
        var puts = 0
        for minute in 1...(30 * 60) {
            let now = start.adding(.seconds(Int64(minute) * 60))
            let due = values.due(at: now)
            puts += due.count
            #expect(due.isEmpty || minute < 26 * 60)
        }
        #expect((21...31).contains(puts))
        #expect(values.count == 0)
    }

    @Test func valuesDoNotComeInBursts() throws {
        var values = Republication()
        for sequence in 1...100 {
            values.add(try batch([event()], by: author(1), sequence: UInt64(sequence)), at: start)
        }
        var most = 0
        for minute in 45...75 { most = max(most, values.due(at: start.adding(.seconds(Int64(minute) * 60))).count) }
        #expect(most < 20)
    }

    @Test func afterAStartAllArePutWithinMinutes() throws {
        var values = Republication()
        for sequence in 1...100 {
            values.restore(try batch([event()], by: author(1), sequence: UInt64(sequence)), at: start)
        }
        #expect(values.due(at: start).count < 10)
        #expect(values.due(at: start.adding(.seconds(300))).count > 90)
    }
}
