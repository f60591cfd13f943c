import Events
import Testing

@testable import Sharing

func agreement(_ number: UInt8) throws -> Agreement { try #require(Agreement(try author(number))) }

/// Of a value in the feed, at its author's time.
func header(of identity: Identity, _ key: KeyName? = nil, sequence: UInt64 = 1, at time: Timestamp = start)
    -> ValueHeader
{
    ValueHeader(
        network: 2, key: key ?? .feed(FeedPlace(epoch: Epoch(time), shard: 0)), author: identity.author,
        sequence: sequence, previous: nil, created: time, expires: time.adding(ValueLimits.lifetime))
}

/// A batch that its author sealed.
func sealed(
    _ events: [BatchEvent], by identity: Identity, sequence: UInt64 = 1, at time: Timestamp = start
) throws -> SignedValue {
    let form = BatchForm.sealed(try #require(Agreement(identity)).key)
    let header = header(of: identity, sequence: sequence, at: time)
    return try #require(SignedValue(BatchBody(width: 0, events: events), header, form, by: identity))
}

/// The author's keys of the time's day, for these readers.
func keyring(
    of identity: Identity, for readers: [Identity], at time: Timestamp = start
) throws -> SignedValue {
    let own = try #require(Agreement(identity))
    let keys = PeriodKeys(Period(time), of: identity)
    let entries = try readers.map { reader in
        let agreement = try #require(Agreement(reader)).key
        return try #require(own.wrap(keys, for: reader.author, agreement))
    }
    let body = KeyringBody(agreement: own.key, entries: entries.sorted { $0.reader < $1.reader })
    let header = header(of: identity, .keyring(identity.author), sequence: UInt64(time.seconds), at: time)
    return try #require(SignedValue(SharedValue(header, .keyring(body)), by: identity))
}
