import Events
import Testing

@testable import Sharing

struct AuthorTableTests {
    @Test func newKeysDoNotPushOutOldOnes() throws {
        var table = AuthorTable(capacity: 10, keyAge: .seconds(600))
        let old = try author(255).author
        table.set(AuthorStanding(firstSeen: start.adding(.seconds(-600))), of: old, at: start)
        for number in 0..<50 as Range<UInt8> {
            table.set(AuthorStanding(firstSeen: start), of: try author(number).author, at: start)
        }
        #expect(table.isGrown(old))
        #expect(table.count == 11)
    }

    @Test func whatNewKeysSayDoesNotPushOutWhatOldOnesSaid() throws {
        var ledger = EvidenceLedger(capacity: 4, authorsOfSubject: 16)
        func evidence(_ last: UInt8, _ key: UInt8) throws -> Evidence {
            Evidence(
                subject: .address(try address("185.53.88.\(last)")), author: try author(key).author, origin: .anyone,
                first: start, last: start, attempts: 1, isProven: true)
        }
        ledger.add(try evidence(1, 1), from: nil, isWeighty: true)
        for last in 2..<20 as Range<UInt8> { ledger.add(try evidence(last, 2), from: nil, isWeighty: false) }
        for key in 3..<30 as Range<UInt8> { ledger.add(try evidence(1, key), from: nil, isWeighty: false) }
        #expect(ledger.has(.address(try address("185.53.88.1")), from: try author(1).author))
        #expect(ledger.count == 5)
        #expect(ledger.evidence(of: .address(try address("185.53.88.1"))).count == 17)
    }
}
