import Events
import SIP
import Telephony

/// Our own values under look-up keys: of each address and number one a day, made when it is first seen, and as many
/// under its bucket.
public struct LookupValues: Sendable {
    private struct Day: Hashable {
        let key: KeyName
        let number: UInt64
    }

    private let identity: Identity
    private let network: UInt32
    private let form: BatchForm
    private var made: LRUTable<Day, Bool>

    /// - Parameter capacity: keys that are remembered as put.
    public init(_ identity: Identity, network: UInt32, capacity: Int = 65_536) {
        self.init(identity, network: network, .open, capacity: capacity)
    }

    init(_ identity: Identity, network: UInt32, _ form: BatchForm, capacity: Int = 65_536) {
        self.identity = identity
        self.network = network
        self.form = form
        made = LRUTable(capacity: capacity)
    }

    /// The values that a batch's events lead to.
    public mutating func values(_ events: [BatchEvent], at now: Timestamp) -> [SignedValue] {
        var grouped: [KeyName: [BatchEvent]] = [:]
        for event in events {
            for (key, bucket) in event.lookups where isNew(key, at: now) {
                grouped[key, default: []].append(event)
                grouped[bucket, default: []].append(event)
            }
        }
        for key in grouped.keys where key.isLookup { made.insert(true, for: day(key, at: now)) }
        return grouped.compactMap { key, events in
            let header = ValueHeader(
                network: network, key: key, author: identity.author, sequence: 0, previous: nil,
                created: now.wholeSeconds, expires: now.wholeSeconds.adding(ValueLimits.lifetime))
            return SignedValue(BatchBody(width: 0, events: events), header, form, by: identity)
        }
    }

    /// A value from before a restart.
    public mutating func restore(_ value: SignedValue) {
        let header = value.value.header
        if header.key.isLookup { made.insert(true, for: day(header.key, at: header.created)) }
    }

    private func isNew(_ key: KeyName, at now: Timestamp) -> Bool { made.value(for: day(key, at: now)) == nil }

    private func day(_ key: KeyName, at now: Timestamp) -> Day {
        Day(key: key, number: UInt64(Epoch(now).number) / Epoch.ofDay)
    }
}

extension BatchEvent {
    /// The keys of its subjects, each with its bucket.
    fileprivate var lookups: [(KeyName, KeyName)] {
        [(.lookup(address), .bucket(address))] + (e164.map { [(.number($0), .bucket($0))] } ?? [])
    }
}
