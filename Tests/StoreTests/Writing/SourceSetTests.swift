import Testing

@testable import Store

@Suite struct SourceSetTests {
    @Test(arguments: [[], [1], [1, 127, 128, 16_383, 16_384, 2_097_152], [.max, 5, 0]])
    func idsAreTheSameOutOfTheirBytes(ids: [Int64]) {
        var set = SourceSet()
        let additions = ids.map { set.add($0) }
        #expect(additions.allSatisfy { $0 == .added })
        let again = SourceSet(count: set.count, bytes: set.bytes)
        #expect(again == set && again.ids == ids)
    }

    @Test func smallIDsTakeOneByte() {
        var set = SourceSet()
        for id in Int64(1)...10 { _ = set.add(id) }
        #expect(set.bytes.count == 10)
    }

    @Test func thereIsRoomForThirtyTwo() {
        var set = SourceSet()
        for id in Int64(1)...32 { _ = set.add(id) }
        let (known, beyond) = (set.add(7), set.add(33))
        #expect(known == .known && beyond == .full && set.count == 32)
        set.addBeyond()
        #expect(set.count == 33 && set.ids.count == 32)
    }

    @Test func bytesOfAnybodyAreRead() {
        #expect(SourceSet(count: 0, bytes: [UInt8](repeating: 0xFF, count: 40)).ids == [])
        #expect(SourceSet(count: 1, bytes: [0x80, 0x01, 0x80]).ids == [128])
    }
}
