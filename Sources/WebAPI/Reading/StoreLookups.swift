import Events
import SIP
import Store
import Synchronization
import Telephony

/// Look-ups in the database: a few connections that requests take turns at. A look-up is one indexed read of some ten
/// microseconds, so that it runs where the request does: handing it to another thread would cost more than itself.
final class StoreLookups: Sendable {
    /// A connection with its statements made ready.
    private struct Connection {
        let reader: EventReader
        let address: AddressLookup
        let number: NumberLookup
        let version: DataVersion

        init(path: String, dialPlan: CallerDialPlan?) throws(StoreError) {
            reader = try EventReader(path: path, cache: cache)
            address = try reader.addressLookup()
            number = try reader.numberLookup(for: dialPlan)
            version = try reader.dataVersion()
        }
    }

    private final class Slot: Sendable {
        let connection: Mutex<Connection>

        init(path: String, dialPlan: CallerDialPlan?) throws(StoreError) {
            connection = Mutex(try Connection(path: path, dialPlan: dialPlan))
        }
    }

    private let dialPlan: CallerDialPlan?
    private let slots: [Slot]

    /// Of the database that a connection keeps in memory: an index of a quarter of a million numbers.
    private static let cache = 8 << 20

    /// - Parameter dialPlan: how callers dial whose numbers are looked up; nil when that is not known.
    init(path: String, dialPlan: CallerDialPlan?, connections: Int) throws(StoreError) {
        var slots: [Slot] = []
        for _ in 0..<max(connections, 1) { slots.append(try Slot(path: path, dialPlan: dialPlan)) }
        self.slots = slots
        self.dialPlan = dialPlan
    }

    /// How other nodes may name an address or a number: numbers are E.164 in what they report, or what original nodes
    /// saw dialled.
    func subjects(of value: String) -> [PeerSubject] {
        if let address = IPAddress(value) { return [.address(address)] }
        return PeerSubject.numbers(value, in: dialPlan)
    }

    func address(_ value: String) throws(StoreError) -> StoredTotal? {
        try read { connection throws(StoreError) in try connection.address(value) }
    }

    func number(_ value: String, showsServices: Bool = false) throws(StoreError) -> NumberAnswer {
        try read { connection throws(StoreError) in try connection.number(value, showsServices: showsServices) }
    }

    func isKnown(number: String) throws(StoreError) -> Bool {
        try read { connection throws(StoreError) in try connection.number.isKnown(number) }
    }

    /// Another number after each change of the database, always seen by the same connection.
    func dataVersion() throws(StoreError) -> Int64 {
        try slots[0].connection.withLock { connection throws(StoreError) in try connection.version.current() }
    }

    /// As many requests are served at a time as there are connections, so that nearly always one is free: the first such,
    /// since what it read of late is still in its memory.
    private func read<Result: Sendable>(
        _ body: (borrowing Connection) throws(StoreError) -> sending Result
    ) throws(StoreError) -> Result {
        for slot in slots.dropFirst() {
            let result = try slot.connection.withLockIfAvailable { connection throws(StoreError) in
                try body(connection)
            }
            if let result { return result }
        }
        return try slots[0].connection.withLock { connection throws(StoreError) in try body(connection) }
    }
}
