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
        #expect((22...32).contains(puts))
        #expect(values.count == 0)
    }

    @Test func valuesDoNotComeInBursts() throws {
        var values = Republication()
        for sequence in 1...100 {
            values.add(try batch([event()], by: author(1), sequence: UInt64(sequence)), at: start)
        }
        #expect(values.due(at: start).count == 100, "what is new is put at once")
        var most = 0
        for minute in 45...75 { most = max(most, values.due(at: start.adding(.seconds(Int64(minute) * 60))).count) }
        #expect(most < 20)
    }

    @Test func afterAStartAllArePutWithinAMinute() throws {
        var values = Republication()
        for sequence in 1...100 {
            values.restore(try batch([event()], by: author(1), sequence: UInt64(sequence)))
        }
        #expect(values.due(at: start).isEmpty, "nobody is there yet")
        values.spread(from: start)
        var most = 0
        for second in 0..<50 { most = max(most, values.due(at: start.adding(.seconds(Int64(second)))).count) }
        #expect(most < 15)
        #expect(values.due(at: start.adding(.seconds(60))).isEmpty, "each was put")
        #expect(values.count == 100)
    }

    @Test func whatNobodyTookIsPutAgainSoon() throws {
        var values = Republication()
        let value = try batch([event()], by: author(1))
        values.add(value, at: start)
        #expect(values.due(at: start).count == 1)
        values.retry(value.value.header.id, at: start)
        #expect(values.due(at: start).isEmpty)
        #expect(values.due(at: start.adding(.seconds(31))).count == 1)
    }

    @Test func noMoreGoThanThereIsRoomFor() throws {
        var values = Republication(.lookups)
        for sequence in 1...20 {
            values.add(try batch([event()], by: author(1), sequence: UInt64(sequence)), at: start)
        }
        #expect((0..<5).map { values.due(at: start.adding(.seconds($0)), atMost: 5).count } == [5, 5, 5, 5, 0])
    }
}
