import NIOCore
import NIOPosix
import Store
import Synchronization

/// Reads one whole list in pieces, on a connection of its own and on threads that may wait for the disk.
final class ListReader<Item: Sendable>: Sendable {
    private struct State {
        let reader: EventReader
        var cursor: NewestCursor<Item>
        /// Since when all pieces come from one snapshot; nil once it is given up.
        var snapshot: ContinuousClock.Instant?

        mutating func endSnapshot() throws(StoreError) {
            guard snapshot != nil else { return }
            snapshot = nil
            try reader.endSnapshot()
        }
    }

    /// How many are listed when reading begins.
    let total: Int
    private let state: Mutex<State>

    /// A client that takes longer gets the rest as it is then: a snapshot keeps the node's log from being written back.
    private static var snapshotTime: Duration { .seconds(10) }

    init(_ list: WholeList<Item>, path: String) throws(StoreError) {
        let reader = try EventReader(path: path)
        try reader.beginSnapshot()
        total = try list.count(reader)
        state = Mutex(State(reader: reader, cursor: try list.cursor(reader), snapshot: .now))
    }

    /// The next of the list, at most `limit`; none behind the last. Blocks.
    func next(_ limit: Int) throws(StoreError) -> ArraySlice<Item> {
        try state.withLock { state throws(StoreError) in
            if let start = state.snapshot, .now - start > Self.snapshotTime { try state.endSnapshot() }
            return try state.cursor.next(limit)
        }
    }
}
