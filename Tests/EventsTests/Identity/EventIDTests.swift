import Testing

@testable import Events

@Suite struct EventIDTests {
    private static let time = Timestamp(nanoseconds: 1_645_528_755_848_934_346)

    @Test("RFC 9562 §5.7: 48 bits of milliseconds, version 7, 12 bits of sequence, variant")
    func uuidLayout() {
        let id = EventID(rawValue: EventID(startOf: Self.time).rawValue + 0xABC)
        let uuid = id.uuid(random: .max)
        #expect(uuid.high >> 16 == 1_645_528_755_848)
        #expect(uuid.high >> 12 & 0xF == 7)
        #expect(uuid.high & 0xFFF == 0xABC)
        #expect(uuid.low == 0xBFFF_FFFF_FFFF_FFFF)
        #expect(id.uuid(random: 0).low == 0x8000_0000_0000_0000)
    }

    @Test(arguments: [0, 1, 0xFFF, 0x1000, 1_645_528_755_848 << 12, (1_645_528_755_848 << 12) + 4_095, (1 << 60) - 1])
    func uuidLeadsBack(rawValue: Int64) {
        let id = EventID(rawValue: rawValue)
        #expect(EventID(id.uuid(random: 0x1234_5678_9ABC_DEF0)) == id)
    }

    @Test(arguments: ["84d81449-4088-49b2-9f90-d731c588df79", "00000000-0000-0000-0000-000000000000"])
    func anotherVersionHasNone(text: String) throws {
        #expect(EventID(try #require(UUIDBytes(text))) == nil)
    }

    @Test func idsAndTheirUUIDsSortByTime() {
        let ids = [0, 1, 4_095, 4_096, 1 << 40].map(EventID.init(rawValue:))
        #expect(ids.sorted() == ids)
        let texts = ids.enumerated().map { $1.uuid(random: UInt64(100 - $0)).description }
        #expect(texts.sorted() == texts)
    }

    @Test func aSpanOfTimeIsASpanOfIDs() {
        let next = Timestamp(nanoseconds: Self.time.nanoseconds + 1_000_000)
        let first = EventID(startOf: Self.time)
        // Whatever the nanoseconds, the span begins with the millisecond.
        #expect(first == EventID(startOf: Timestamp(nanoseconds: 1_645_528_755_848_000_000)))
        #expect(EventID(startOf: next).rawValue - first.rawValue == 4_096)
        let generator = EventIDGenerator()
        let inside = (0..<4_096).map { _ in generator.next(at: Self.time) }
        #expect(inside.allSatisfy { first <= $0 && $0 < EventID(startOf: next) })
    }
}
