import Events
import Testing

@testable import Sharing

struct OwnKeyringTests {
    private func reader(_ number: Int, isReadable: Bool = true) -> Contributors.Contributor {
        let bytes = UInt64(number).bigEndianBytes + [UInt8](repeating: 0, count: 24)
        return Contributors.Contributor(
            author: AuthorKey(checked: bytes), agreement: AgreementKey(checked: bytes), isReadable: isReadable)
    }

    private func count(_ lists: [[Contributors.Contributor]]) -> Int { lists.reduce(0) { $0 + $1.count } }

    @Test func thoseWhoJoinAreGivenKeysOnceAMinuteAtMost() {
        var own = OwnKeyring()
        #expect(own.isDue(false, at: start), "a day begins")
        #expect(own.take([reader(1)], at: start).count == 1)
        #expect(!own.isDue(false, at: start.adding(.seconds(100))))
        #expect(!own.isDue(true, at: start.adding(.seconds(59))))
        #expect(own.isDue(true, at: start.adding(.seconds(60))))
        let later = start.adding(.seconds(60))
        #expect(own.take([reader(1), reader(2)], at: later) == [[reader(2)]])
        #expect(own.take([reader(1), reader(2)], at: later.adding(.seconds(60))).isEmpty)
    }

    @Test func theFirstIsGivenThemAtOnce() {
        var own = OwnKeyring()
        #expect(own.take([], at: start).isEmpty)
        let later = start.adding(.seconds(1))
        #expect(own.isDue(true, at: later))
        #expect(own.take([reader(1)], at: later) == [[reader(1)]])
    }

    @Test func eachDayAllAreGivenKeys() {
        var own = OwnKeyring()
        let tomorrow = start.adding(.seconds(86_400))
        _ = own.take([reader(1), reader(2)], at: tomorrow.adding(.seconds(-1)))
        #expect(own.isDue(false, at: tomorrow))
        #expect(own.take([reader(1), reader(2)], at: tomorrow) == [[reader(1), reader(2)]])
    }

    @Test func manyAreSeveralValues() {
        var own = OwnKeyring()
        let lists = own.take((0..<200).map { reader($0) }, at: start)
        #expect(lists.map(\.count) == [80, 80, 40])
    }

    @Test func newKeysTakeHalfOfTheRoomAtMost() {
        var own = OwnKeyring()
        let many = (0..<5_000).map { reader($0, isReadable: false) }
        #expect(count(own.take(many, at: start)) == 512)
        let known = (10_000..<15_000).map { reader($0) }
        #expect(count(own.take(known, at: start.adding(.seconds(60)))) == 512)
        #expect(count(own.take(known, at: start.adding(.seconds(120)))) == 0)
    }

    @Test func ofTwoWithOnePrefixOneGoesWithout() throws {
        var other = reader(1).author.bytes
        other[31] = 1
        let twin = Contributors.Contributor(
            author: AuthorKey(checked: other), agreement: reader(1).agreement, isReadable: true)
        var own = OwnKeyring()
        #expect(own.take([reader(1), twin, reader(2)], at: start) == [[reader(1), reader(2)]])
    }

    @Test func whoHadKeysBeforeARestartIsGivenNoneAgain() {
        var own = OwnKeyring()
        let entry = KeyringEntry(reader: reader(1).author.prefix, wrapped: [])
        let body = KeyringBody(agreement: reader(9).agreement, entries: [entry])
        own.restore(body, of: start)
        // What is older comes in any order.
        own.restore(
            KeyringBody(agreement: body.agreement, entries: [KeyringEntry(reader: 2, wrapped: [])]),
            of: start.adding(.seconds(-1)))
        #expect(own.take([reader(1), reader(2)], at: start.adding(.seconds(5))) == [[reader(2)]])
    }
}
