import Events
import Testing

@testable import Sharing

struct AgreementTests {
    private let period = Period(start)

    private func ring(_ entries: [KeyringEntry?], _ agreement: Agreement) -> KeyringBody {
        KeyringBody(agreement: agreement.key, entries: entries.compactMap(\.self))
    }

    @Test func theReaderHasTheKeysOfTwoDaysAndNobodyElse() throws {
        let (own, reader, other) = (try agreement(1), try agreement(2), try agreement(3))
        let keys = PeriodKeys(period, of: try author(1))
        let ring = ring([own.wrap(keys, for: reader.author, reader.key)], own)
        #expect(reader.unwrap(ring, of: own.author, period) == keys)
        #expect(other.unwrap(ring, of: own.author, period) == nil)
        #expect(keys.previous == (try author(1)).contentKey(of: period.previous))
        #expect(keys.current != keys.previous)
    }

    @Test func theyAreTheSameAfterARestart() throws {
        #expect(try agreement(1).key == agreement(1).key)
        #expect(try agreement(1).key != agreement(2).key)
        #expect(try author(1).contentKey(of: period) == author(1).contentKey(of: period))
        #expect(try author(1).contentKey(of: period) != author(2).contentKey(of: period))
    }

    @Test func whatIsCopiedIntoAnothersKeyringIsWorthNothing() throws {
        let (own, reader, thief) = (try agreement(1), try agreement(2), try agreement(3))
        let entry = own.wrap(PeriodKeys(period, of: try author(1)), for: reader.author, reader.key)
        #expect(reader.unwrap(ring([entry], thief), of: thief.author, period) == nil)
        // Nor when it says that the author's agreement key is its own.
        #expect(reader.unwrap(ring([entry], own), of: thief.author, period) == nil)
    }

    @Test func whatIsOfAnotherDayIsWorthNothing() throws {
        let (own, reader) = (try agreement(1), try agreement(2))
        let ring = ring([own.wrap(PeriodKeys(period, of: try author(1)), for: reader.author, reader.key)], own)
        #expect(reader.unwrap(ring, of: own.author, period.previous) == nil)
        #expect(reader.unwrap(ring, of: own.author, Period(number: period.number + 1)) == nil)
    }

    /// Points of low order (RFC 7748 §6.1): what one agrees on with them everybody knows.
    @Test(arguments: [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ])
    func nothingIsWrappedForAKeyOfLowOrder(_ text: String) throws {
        let weak = try #require([UInt8](hexadecimal: text).flatMap { AgreementKey(bytes: $0) })
        let own = try agreement(1)
        let keys = PeriodKeys(period, of: try author(1))
        #expect(own.wrap(keys, for: try author(2).author, weak) == nil)
        let entry = KeyringEntry(reader: own.author.prefix, wrapped: [UInt8](repeating: 0, count: 80))
        let ring = KeyringBody(agreement: weak, entries: [entry])
        #expect(own.unwrap(ring, of: try author(2).author, period) == nil)
    }

    @Test func whatWasChangedDoesNotUnwrap() throws {
        let (own, reader) = (try agreement(1), try agreement(2))
        let keys = PeriodKeys(period, of: try author(1))
        let entry = try #require(own.wrap(keys, for: reader.author, reader.key))
        for place in entry.wrapped.indices {
            var entry = entry
            entry.wrapped[place] ^= 1
            #expect(reader.unwrap(ring([entry], own), of: own.author, period) == nil)
        }
    }
}
