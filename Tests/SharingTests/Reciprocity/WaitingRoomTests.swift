import Events
import Testing

@testable import Sharing

struct WaitingRoomTests {
    private func waiting(_ number: UInt8, sequence: UInt64 = 1, at time: Timestamp = start, bytes: Int = 100) throws
        -> WaitingRoom.Waiting
    {
        WaitingRoom.Waiting(
            header: header(of: try author(number), sequence: sequence, at: time),
            batch: SealedBatch(
                width: 0, agreement: try agreement(number).key, sealed: [UInt8](repeating: 7, count: bytes)))
    }

    @Test func whatWaitsIsTakenByItsAuthorAndDay() throws {
        var room = WaitingRoom()
        let tomorrow = start.adding(.seconds(86_400))
        let all = [try waiting(1), try waiting(1, sequence: 2, at: tomorrow), try waiting(2)]
        for value in all { #expect(room.add(value) == 0) }
        #expect(room.count == 3 && room.authors.count == 2)
        #expect(room.take(of: try author(1).author) { $0 == Period(start) } == [all[0]])
        #expect(room.take(of: try author(1).author) { $0 == Period(start) }.isEmpty)
        #expect(room.take(of: try author(2).author) { _ in true } == [all[2]])
        #expect(room.count == 1)
        #expect(room.authors == [try author(1).author])
        #expect(room.authors(under: all[1].header.key) == [try author(1).author])
        #expect(room.authors(under: all[0].header.key).isEmpty)
    }

    @Test func whatExpiredIsCountedOnceAMinute() throws {
        var room = WaitingRoom()
        _ = room.add(try waiting(1))
        _ = room.add(try waiting(1, sequence: 2, at: start.adding(.seconds(100))))
        let end = start.adding(ValueLimits.lifetime)
        #expect(room.expire(at: end.adding(.seconds(-30))) == 0)
        #expect(room.expire(at: end.adding(.seconds(29))) == 0, "not yet looked at")
        #expect(room.expire(at: end.adding(.seconds(30))) == 1)
        #expect(room.expire(at: end.adding(.seconds(100))) == 1)
        #expect(room.count == 0 && room.authors.isEmpty)
    }

    @Test func anAuthorPushesOutItsOwn() throws {
        var room = WaitingRoom(WaitingRoom.Bounds(values: 100, bytes: 1 << 20, ofAuthor: 3))
        _ = room.add(try waiting(2))
        let gone = try (1...10).map { room.add(try waiting(1, sequence: $0)) }
        #expect(gone == [0, 0, 0, 1, 1, 1, 1, 1, 1, 1])
        #expect(room.take(of: try author(1).author) { _ in true }.map(\.header.sequence) == [8, 9, 10])
        #expect(room.count == 1)
    }

    @Test func whenItIsFullTheOneWithTheMostLosesItsOldest() throws {
        var room = WaitingRoom(WaitingRoom.Bounds(values: 10, bytes: 1 << 20, ofAuthor: 100))
        _ = room.add(try waiting(2))
        for sequence in 1...50 as ClosedRange<UInt64> { _ = room.add(try waiting(1, sequence: sequence)) }
        #expect(room.count == 10)
        #expect(room.take(of: try author(2).author) { _ in true }.count == 1)
    }

    @Test func itsBytesAreBoundedToo() throws {
        var room = WaitingRoom(WaitingRoom.Bounds(values: 1_000, bytes: 100_000, ofAuthor: 1_000))
        var gone = 0
        for sequence in 1...100 as ClosedRange<UInt64> {
            gone += room.add(try waiting(1, sequence: sequence, bytes: 8_000))
        }
        #expect(room.count + gone == 100 && (10...13).contains(room.count))
        _ = room.take(of: try author(1).author) { _ in true }
        #expect(room.add(try waiting(1, bytes: 8_000)) == 0 && room.count == 1)
    }
}
