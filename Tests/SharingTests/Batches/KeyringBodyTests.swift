import Events
import Testing

@testable import Sharing

struct KeyringBodyTests {
    private func entry(_ reader: UInt64, bytes: Int = KeyringEntry.wrappedBytes) -> KeyringEntry {
        KeyringEntry(reader: reader, wrapped: [UInt8](repeating: 7, count: bytes))
    }

    private func value(
        _ entries: [KeyringEntry], under key: KeyName? = nil, sequence: UInt64 = 9, previous: ValueDigest? = nil
    ) throws -> SignedValue? {
        let identity = try author(1)
        var header = header(of: identity, key ?? .keyring(identity.author), sequence: sequence)
        header.previous = previous
        let body = KeyringBody(agreement: try agreement(1).key, entries: entries)
        return SignedValue(SharedValue(header, .keyring(body)), by: identity)
    }

    @Test func asManyReadersAsAreAllowedFit() throws {
        let value = try #require(try value((1...80).map { entry(.max - 80 + $0) }))
        let group = try #require(GroupSecret([UInt8](repeating: 7, count: 32)))
        #expect(try #require(value.sealed(for: group)).count <= ValueLimits.bytes)
        #expect(try SignedValue(value.bytes) == value)
    }

    @Test func tooManyNoneUnsortedAndTwiceAreRefused() throws {
        #expect(try value((1...81).map { entry($0) }) == nil)
        #expect(try value([]) == nil)
        #expect(try value([entry(2), entry(1)]) == nil)
        #expect(try value([entry(1), entry(1)]) == nil)
    }

    @Test(arguments: [0, 32, 79, 81, 2_000])
    func anotherSizeIsRefused(_ count: Int) throws {
        #expect(try value([entry(1, bytes: count)]) == nil)
    }

    @Test func itStandsUnderItsAuthorsKeyAlone() throws {
        #expect(try value([entry(1)], under: .keyring(author(2).author)) == nil)
        #expect(try value([entry(1)], under: .head(author(1).author)) == nil)
        #expect(try value([entry(1)], under: .feed(FeedPlace(epoch: Epoch(start), shard: 0))) == nil)
        #expect(try value([entry(1)], under: .lookup(address("185.53.88.31")), sequence: 0) == nil)
        #expect(try value([entry(1)], sequence: 0) == nil)
        #expect(try value([entry(1)], previous: ValueDigest(of: [])) == nil)
        #expect(try value([entry(1)]) != nil)
    }

    @Test func nothingElseStandsThere() throws {
        let identity = try author(1)
        let header = header(of: identity, .keyring(identity.author))
        let body = BatchBody(width: 0, events: [try event()])
        #expect(SignedValue(SharedValue(header, .batch(body)), by: identity) == nil)
        #expect(SignedValue(SharedValue(header, .head(HeadBody(links: []))), by: identity) == nil)
        let batch = SealedBatch(width: 0, agreement: try agreement(1).key, sealed: [UInt8](repeating: 7, count: 100))
        #expect(SignedValue(SharedValue(header, .sealed(batch)), by: identity) == nil)
    }
}
