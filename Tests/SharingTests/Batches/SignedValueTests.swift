import Events
import SIP
import Testing

@testable import Sharing

struct SignedValueTests {
    @Test func aBatchComesBackAsItWas() throws {
        let events = [
            try event(), try event("2001:4860::1", number: nil, method: nil, agent: nil, isProven: false),
            try event(number: "1000", method: "REGISTER"),
        ]
        let value = try batch(events, by: author(1))
        let read = try SignedValue(value.bytes)
        #expect(read.isSignatureRight)
        guard case .batch(let body) = read.value.body else {
            Issue.record("no batch")
            return
        }
        #expect(Set(body.events) == Set(events))
        #expect(read.value.header == value.value.header)
    }

    @Test func theSameEventsInAnotherOrderAreTheSameBytes() throws {
        let events = [try event(), try event("185.53.88.32"), try event(number: "1000")]
        #expect(try batch(events, by: author(1)).bytes == batch(events.reversed(), by: author(1)).bytes)
    }

    @Test func sixtyFourEventsFit() throws {
        let events = try (0..<64).map {
            try event(
                "185.53.\($0).31", number: "+4650072922100\($0 / 10)", agent: "Friendly scanner, number \($0)")
        }
        let value = try batch(events, by: author(1))
        #expect(value.bytes.count < 5_000)
    }

    @Test func moreEventsThanABatchHoldsAreNone() throws {
        let events = try (0..<65).map { try event("185.53.\($0).31") }
        let header = try batch([event()], by: author(1)).value.header
        #expect(SignedValue(SharedValue(header, .batch(BatchBody(width: 0, events: events))), by: try author(1)) == nil)
    }

    @Test func nobodySignsForAnother() throws {
        let value = try batch([event()], by: author(1)).value
        #expect(SignedValue(value, by: try author(2)) == nil)
    }

    @Test func aNumberThatIsNoneIsNotShared() throws {
        let header = try batch([event()], by: author(1)).value.header
        for number in ["", "+", "abc", "46500\u{7}", String(repeating: "1", count: 34)] {
            let body = BatchBody(width: 0, events: [try event(number: number)])
            #expect(SignedValue(SharedValue(header, .batch(body)), by: try author(1)) == nil, "\(number)")
        }
    }

    @Test func eachByteChangedIsRefusedOrBreaksTheSignature() throws {
        let value = try batch([event(), event("185.53.88.32")], by: author(1))
        for place in value.bytes.indices {
            var bytes = value.bytes
            bytes[place] ^= 1
            let isRight = (try? SignedValue(bytes))?.isSignatureRight ?? false
            #expect(!isRight, "byte \(place)")
        }
    }

    @Test func eachBeginningIsRefused() throws {
        let value = try batch([event()], by: author(1))
        for count in value.bytes.indices {
            #expect(throws: DropReason.malformed) { try SignedValue(Array(value.bytes.prefix(count))) }
        }
        #expect(throws: DropReason.malformed) { try SignedValue(value.bytes + [0]) }
    }

    @Test func whatIsTooLongIsNotRead() {
        #expect(throws: DropReason.oversize) { try SignedValue([UInt8](repeating: 0, count: 8_193)) }
    }

    @Test func randomBytesNeverTrap() throws {
        var draws = Draws(1)
        let value = try batch([event(), event("185.53.88.32", number: nil)], by: author(1)).bytes
        let group = try #require(GroupSecret([UInt8](repeating: 7, count: 32)))
        let key = try #require(InfoHash(bytes: [UInt8](repeating: 0, count: 20)))
        var read = 0
        for round in 0..<20_000 {
            var bytes: [UInt8]
            if round % 4 == 0 {
                bytes = (0..<Int.random(in: 0...200, using: &draws)).map { _ in UInt8.random(in: 0...255, using: &draws)
                }
            } else {
                bytes = value
                for _ in 0..<Int.random(in: 1...4, using: &draws) {
                    bytes[Int.random(in: 0..<bytes.count, using: &draws)] = UInt8.random(in: 0...255, using: &draws)
                }
                if round % 4 == 1 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &draws)) }
            }
            if let value = try? SignedValue(bytes) {
                read += 1
                #expect(value.bytes == bytes)
            }
            _ = try? SignedValue(sealed: bytes, under: key, by: group)
            _ = try? Rotation(bytes)
        }
        // Some keep their form: only the signature tells that they are no one's.
        #expect(read > 0)
    }

    @Test func aSealedValueOpensForItsGroupUnderItsKeyOnly() throws {
        let group = try #require(GroupSecret([UInt8](repeating: 7, count: 32)))
        let other = try #require(GroupSecret([UInt8](repeating: 8, count: 32)))
        let value = try batch([event()], by: author(1))
        let key = value.value.header.key.infoHash(in: group)
        let sealed = try #require(value.sealed(for: group))
        #expect(try SignedValue(sealed: sealed, under: key, by: group) == value)
        #expect(throws: DropReason.seal) { try SignedValue(sealed: sealed, under: key, by: other) }
        let elsewhere = value.value.header.key.infoHash
        #expect(throws: DropReason.seal) { try SignedValue(sealed: sealed, under: elsewhere, by: group) }
        #expect(key != elsewhere)
        #expect(throws: DropReason.malformed) { try SignedValue(sealed) }
        #expect(throws: DropReason.malformed) { try SignedValue(sealed: value.bytes, under: key, by: group) }
    }
}
