import Events

/// Judges what comes from original nodes: each event once, none of one's own.
public struct LegacyReceiver {
    public enum Verdict: Equatable, Sendable {
        case new(LegacyEvent)
        case known, own, expired
        case refused(LegacyEvent.Fault)
    }

    private let node: UUIDBytes
    private var seen: RecentIDs

    /// - Parameters:
    ///   - node: our own.
    ///   - memory: how many UUIDs are remembered.
    public init(node: UUIDBytes, memory: Int = 1_000_000) {
        self.node = node
        seen = RecentIDs(capacity: memory)
    }

    public mutating func judge(_ value: NetworkValue) -> Verdict {
        // The library tells so of values that it only lost count of.
        if value.isExpired { return .expired }
        do throws(LegacyEvent.Fault) {
            let event = try LegacyEvent(value.data)
            if event.node == node { return .own }
            return seen.insert(event.uuid) ? .new(event) : .known
        } catch {
            return .refused(error)
        }
    }
}
