import Events
import NIOCore
import Synchronization

/// A connection and how long it has been idle.
final class OpenConnection: Sendable {
    let channel: any Channel
    /// When it was opened or answered last, in nanoseconds since 1970; `busy` while it is being answered.
    private let idleSince: Atomic<Int64>

    private static let busy = Int64.max

    init(_ channel: any Channel, at now: Timestamp) {
        self.channel = channel
        idleSince = Atomic(now.nanoseconds)
    }

    /// The smaller, the sooner it may be given up.
    var rank: Int64 { idleSince.load(ordering: .relaxed) }

    func beginAnswer() { idleSince.store(Self.busy, ordering: .relaxed) }
    func endAnswer(at now: Timestamp) { idleSince.store(now.nanoseconds, ordering: .relaxed) }
}
