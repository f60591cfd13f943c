import Events
import SIP
import Telephony

/// Which part of a list somebody wants to see, in which order; nil members leave nothing out.
public struct ListQuery: Hashable, Sendable {
    /// All of them the highest first.
    public enum Sort: Hashable, Sendable {
        case lastSeen, firstSeen, attempts
    }

    /// A place in a list: only as good as the order that it was made with.
    public struct Mark: Hashable, Sendable {
        public let key: Int64
        public let id: Int64

        public init(key: Int64, id: Int64) {
            self.key = key
            self.id = id
        }
    }

    public var sort = Sort.lastSeen
    /// Seen last at this time or later.
    public var since: Timestamp?
    /// Seen last before this time.
    public var until: Timestamp?
    /// Of numbers.
    public var country: Country?
    /// What was dialled in front of numbers; empty for nothing.
    public var prefix: String?
    /// Of what addresses sent: in one of their sessions.
    public var method: SIPMethod?
    /// Of what addresses sent: among their last `EventReader.depthOfAddress` events.
    public var transport: SIPTransport?
    /// A part of the agent's name, without regard to the case of ASCII letters, likewise.
    public var userAgent: String?
    /// What comes first; nil for the start.
    public var from: Mark?

    public init() {}
}

/// Some of a list.
public struct ListPage<Item: Sendable>: Sendable {
    public let items: [Item]
    /// Where the next page begins; nil behind the last.
    public let next: ListQuery.Mark?

    public init(items: [Item], next: ListQuery.Mark?) {
        self.items = items
        self.next = next
    }
}
