import Testing

@testable import Events

@Suite struct EventIDGeneratorTests {
    private static let time = Timestamp(nanoseconds: 1_645_528_755_848_934_346)

    @Test func beginsWithTheMoment() {
        #expect(EventIDGenerator().next(at: Self.time) == EventID(startOf: Self.time))
    }

    @Test func countsOnWhenTheClockIsSetBack() {
        let generator = EventIDGenerator()
        let first = generator.next(at: Self.time)
        let hourAgo = Self.time.adding(.seconds(-3600))
        let ids = (0..<5).map { _ in generator.next(at: hourAgo) }
        #expect(ids.map(\.rawValue) == (1...5).map { first.rawValue + $0 })
        // Once the clock has caught up, ids tell the time again.
        let later = Self.time.adding(.milliseconds(1))
        #expect(generator.next(at: later) == EventID(startOf: later))
    }

    @Test func runsIntoTheNextMillisecondWhenOneIsFull() {
        let generator = EventIDGenerator()
        let ids = (0..<5_000).map { _ in generator.next(at: Self.time) }
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $1.rawValue == $0.rawValue + 1 })
        #expect(ids.last?.rawValue == EventID(startOf: Self.time).rawValue + 4_999)
    }

    @Test func aRestartGoesOnBehindTheLast() {
        let last = EventID(rawValue: EventID(startOf: Self.time).rawValue + 17)
        #expect(EventIDGenerator(after: last).next(at: Self.time).rawValue == last.rawValue + 1)
    }

    @Test func manyThreadsNeverGetTheSame() async {
        let generator = EventIDGenerator()
        let perTask = await withTaskGroup(of: [EventID].self) { group in
            for task in 0..<8 {
                group.addTask {
                    // Clocks that differ, and one that stands still.
                    (0..<5_000).map { count in
                        generator.next(at: Self.time.adding(.microseconds(task * count)))
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(perTask.joined()).count == 8 * 5_000)
        for ids in perTask { #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 }) }
    }

    @Test func uuidsCarryTheirIDAndCannotBeGuessed() {
        let generator = EventIDGenerator()
        let id = generator.next(at: Self.time)
        let uuid = generator.uuid(of: id)
        #expect(EventID(uuid) == id)
        #expect(generator.uuid(of: id) == uuid)
        #expect(uuid.low >> 62 == 0b10)
        let next = generator.uuid(of: generator.next(at: Self.time))
        #expect(next.low != uuid.low)
        #expect(EventIDGenerator().uuid(of: id).low != uuid.low)
    }
}
