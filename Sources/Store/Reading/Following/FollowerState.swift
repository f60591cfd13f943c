import Events

/// What a follower keeps in the store between two runs.
public struct FollowerState: Hashable, Sendable {
    public let position: FollowerPosition
    /// Events before it that were not done.
    public let pending: [EventID]
    /// Events that were deleted before the follower came to them.
    public let missed: Int

    /// Eight bytes an id, in network order.
    static func blob(of pending: [EventID]) -> [UInt8] {
        pending.flatMap { id in withUnsafeBytes(of: id.rawValue.bigEndian) { Array($0) } }
    }

    static func pending(in blob: [UInt8]) -> [EventID] {
        stride(from: 0, to: blob.count - blob.count % 8, by: 8).map { start in
            EventID(rawValue: blob[start..<start + 8].reduce(0) { $0 << 8 | Int64($1) })
        }
    }
}
