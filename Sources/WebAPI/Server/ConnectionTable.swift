import Events
import NIOCore
import Synchronization

/// The connections that are open, of which there are never more than `limit`: a new one takes the place of the one
/// that has been idle longest. So somebody who opens many and asks nothing keeps nobody out.
final class ConnectionTable: Sendable {
    private let limit: Int
    private let connections = Mutex([ObjectIdentifier: OpenConnection]())

    init(limit: Int) {
        self.limit = limit
    }

    var count: Int { connections.withLock { $0.count } }

    func open(_ channel: any Channel, at now: Timestamp = .now) -> OpenConnection {
        let opened = OpenConnection(channel, at: now)
        let id = ObjectIdentifier(opened)
        let evicted = connections.withLock { connections in
            let oldest = connections.count >= limit ? connections.min { $0.value.rank < $1.value.rank } : nil
            if let oldest { connections[oldest.key] = nil }
            connections[id] = opened
            return oldest?.value
        }
        evicted?.channel.close(promise: nil)
        channel.closeFuture.whenComplete { _ in self.connections.withLock { $0[id] = nil } }
        return opened
    }

    /// Has each connection end once it is answered, and at once if it is idle.
    func quiesce() {
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
    }

    func closeAll() {
        for channel in channels { channel.close(promise: nil) }
    }

    private var channels: [any Channel] {
        connections.withLock { $0.values.map(\.channel) }
    }
}
