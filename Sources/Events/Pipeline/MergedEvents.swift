import NIOCore
import SIP

/// Where events wait when a queue is full: alike ones become one with a count, so that totals an address
/// and a number stay exact while memory stays bounded. The first of each kind keeps its message.
struct MergedEvents {
    private struct Key: Hashable {
        let address: IPAddress
        // Bytes, as texts that Unicode calls equal are two numbers to the store.
        let number: [UInt8]?
        let method: SIPMethod?
        let transport: SIPTransport
    }

    private let capacity: Int
    private let byteCapacity: Int
    private var events: [Key: ProbeEvent] = [:]
    private var bytes = 0

    /// - Parameters:
    ///   - capacity: how many kinds there may be, and a quarter more for addresses alone.
    ///   - bytes: of messages that they may keep.
    init(capacity: Int, bytes: Int) {
        self.capacity = capacity
        byteCapacity = bytes
    }

    var isEmpty: Bool { events.isEmpty }

    /// - Returns: false when there is no room for another kind: the event is not kept.
    mutating func add(_ event: ProbeEvent) -> Bool {
        let exact = Key(
            address: event.source.address, number: event.calledNumberText.map { Array($0.utf8) }, method: event.method,
            transport: event.transport)
        if events[exact] != nil {
            events[exact]?.attempts += event.attempts
            return true
        }
        if events.count < capacity, bytes + event.size <= byteCapacity {
            events[exact] = event.detached
            bytes += event.size
            return true
        }
        // An attacker who dials ever new numbers, or with huge messages: what the address did still counts.
        let address = Key(address: event.source.address, number: nil, method: nil, transport: event.transport)
        if events[address] != nil {
            events[address]?.attempts += event.attempts
            return true
        }
        guard events.count < capacity + capacity / 4 else { return false }
        events[address] = event.withoutDetails
        return true
    }

    /// All of them in the order of their ids; nothing stays behind.
    mutating func takeAll() -> [ProbeEvent] {
        defer {
            events = [:]
            bytes = 0
        }
        return events.values.sorted { $0.id < $1.id }
    }
}

extension ProbeEvent {
    /// Without its message and what is read from it.
    fileprivate var withoutDetails: ProbeEvent {
        var copy = self
        copy.message = ByteBuffer()
        copy.userAgent = nil
        copy.calledNumber = nil
        copy.toNumber = nil
        copy.method = nil
        copy.methodName = nil
        copy.details = nil
        return copy
    }
}
