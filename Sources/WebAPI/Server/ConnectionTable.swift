import Events
import NIOCore
import Synchronization

/// The connections that are open, of which there are never more than `limit`: a new one takes the place of the one
/// that has been idle longest. So somebody who opens many and asks nothing keeps nobody out.
final class ConnectionTable: Sendable {
    private struct State {
        var open: [ObjectIdentifier: OpenConnection] = [:]
        /// Whether no connection is wanted any more.
        var isQuiescing = false
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    func open(_ channel: any Channel, at now: Timestamp = .now) -> OpenConnection {
        let opened = OpenConnection(channel, at: now)
        let id = ObjectIdentifier(opened)
        let unwanted = state.withLock { state -> OpenConnection? in
            guard !state.isQuiescing else { return opened }
            let oldest = state.open.count >= limit ? state.open.min { $0.value.rank < $1.value.rank } : nil
            if let oldest { state.open[oldest.key] = nil }
            state.open[id] = opened
            return oldest?.value
        }
        unwanted?.channel.close(promise: nil)
        channel.closeFuture.whenComplete { _ in self.state.withLock { $0.open[id] = nil } }
        return opened
    }

    /// Has each connection end once it is answered, and at once if it is idle or yet to come.
    func quiesce() {
        state.withLock { $0.isQuiescing = true }
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
    }

    func closeAll() {
        for channel in channels { channel.close(promise: nil) }
    }

    private var channels: [any Channel] {
        state.withLock { $0.open.values.map(\.channel) }
    }
}
