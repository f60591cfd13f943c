import NIOCore
import SIP

/// Where events wait when a queue is full: alike ones become one with a count, so that totals an address
/// and a number stay exact while memory stays bounded. The first of each kind keeps its message.
struct MergedEvents {
    private struct Key: Hashable {
        let address: IPAddress
        let number: String?
        let method: SIPMethod?
        let transport: SIPTransport
    }

    private let capacity: Int
    private var events: [Key: ProbeEvent] = [:]

    init(capacity: Int) {
        self.capacity = capacity
    }

    var isEmpty: Bool { events.isEmpty }

    /// - Returns: false when there is no room for another kind: the event is not kept.
    mutating func add(_ event: ProbeEvent) -> Bool {
        let exact = Key(
            address: event.source.address, number: event.calledNumberText, method: event.method,
            transport: event.transport)
        if events[exact] != nil {
            events[exact]?.attempts += event.attempts
            return true
        }
        if events.count < capacity {
            events[exact] = event.detached
            return true
        }
        // An attacker who dials ever new numbers: what the address did still counts.
        let address = Key(address: event.source.address, number: nil, method: nil, transport: event.transport)
        if events[address] != nil {
            events[address]?.attempts += event.attempts
            return true
        }
        guard events.count < capacity + capacity / 4 else { return false }
        events[address] = event.detached.withoutDetails
        return true
    }

    /// All of them in the order of their ids; nothing stays behind.
    mutating func takeAll() -> [ProbeEvent] {
        defer { events = [:] }
        return events.values.sorted { $0.id < $1.id }
    }
}

extension ProbeEvent {
    /// With a message buffer of its own, so that it does not keep a whole batch in memory.
    fileprivate var detached: ProbeEvent {
        var copy = self
        copy.message = ByteBuffer(bytes: message.readableBytesView)
        return copy
    }

    fileprivate var withoutDetails: ProbeEvent {
        var copy = self
        copy.calledNumber = nil
        copy.toNumber = nil
        copy.method = nil
        copy.methodName = nil
        return copy
    }
}
