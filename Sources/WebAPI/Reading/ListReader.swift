import NIOCore
import NIOPosix
import Store
import Synchronization

/// Reads one list in pieces, on a connection of its own and on threads that may wait for the disk.
final class ListReader: Sendable {
    /// What is listed.
    enum List: Sendable { case addresses, numbers }

    private struct State {
        let reader: EventReader
        var cursor: NewestCursor<StoredTotal>
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
    private static let snapshotTime = Duration.seconds(10)

    init(_ list: List, path: String) throws(StoreError) {
        let reader = try EventReader(path: path)
        try reader.beginSnapshot()
        switch list {
        case .addresses:
            total = try reader.addressCount()
            state = Mutex(State(reader: reader, cursor: try reader.addresses(), snapshot: .now))
        case .numbers:
            total = try reader.numberCount()
            state = Mutex(State(reader: reader, cursor: try reader.numbers(), snapshot: .now))
        }
    }

    /// The next of the list, at most `limit`; none behind the last. Blocks.
    func next(_ limit: Int) throws(StoreError) -> ArraySlice<StoredTotal> {
        try state.withLock { state throws(StoreError) in
            if let start = state.snapshot, .now - start > Self.snapshotTime { try state.endSnapshot() }
            return try state.cursor.next(limit)
        }
    }
}
