import Events
import Metrics
import NIOPosix
import SIP
import Synchronization

/// Reads one bound address: a socket a thread, all on the same port, between which the kernel spreads
/// sources (SO_REUSEPORT). A source always meets the same thread, and so the same receiver.
final class UDPListener: Sendable {
    private let sockets: [UDPSocket]
    private let context: ReceptionContext
    private let stopping = Atomic(false)
    private let reading = Atomic(0)
    let endpoint: Endpoint

    private static let refused = Counter(label: "sentrypeer_udp_replies_refused")
    private static let dropped = Counter(label: "sentrypeer_udp_kernel_drops")

    /// Binds at once, so that a port that is taken shows before anything starts.
    init(endpoint: Endpoint, threads: Int, context: ReceptionContext) throws(ListenerError) {
        try UDPSocket.checkPortIsFree(endpoint)
        let first = try UDPSocket(bindingTo: endpoint)
        self.endpoint = first.localEndpoint
        var sockets = [first]
        while sockets.count < threads { sockets.append(try UDPSocket(bindingTo: first.localEndpoint)) }
        self.sockets = sockets
        self.context = context
    }

    /// Whether every socket is read.
    var isListening: Bool { reading.load(ordering: .relaxed) == sockets.count }

    /// Reads until `stop`.
    func run() async throws {
        let threads = NIOThreadPool(numberOfThreads: sockets.count)
        threads.start()
        await withTaskGroup(of: Void.self) { group in
            for socket in sockets {
                group.addTask { try? await threads.runIfActive { self.read(socket) } }
            }
        }
        try await threads.shutdownGracefully()
    }

    func stop() {
        stopping.store(true, ordering: .relaxed)
    }

    private func read(_ socket: UDPSocket) {
        reading.wrappingAdd(1, ordering: .relaxed)
        defer { reading.wrappingSubtract(1, ordering: .relaxed) }
        ThreadSchedule.preferLatency()
        var receiver = ProbeReceiver(context: context, transport: .udp) { packet in
            .datagram(socket, from: packet.destination, to: packet.source)
        }
        var replies = ReplyBuffer()
        var batch = EventBatch()
        var dropped: UInt32 = 0
        while !stopping.load(ordering: .relaxed) {
            let packets = socket.receive()
            context.mirror?.received(packets)
            batch.events.reserveCapacity(packets.count)
            for packet in packets { receiver.receive(packet, replies: &replies, events: &batch) }
            // The answers leave before the events are handed on.
            let refused = socket.send(replies)
            context.mirror?.sent(replies, answering: packets)
            if refused > 0 { Self.refused.increment(by: refused) }
            if socket.droppedByKernel != dropped {
                Self.dropped.increment(by: Int(socket.droppedByKernel &- dropped))
                dropped = socket.droppedByKernel
            }
            context.pipeline.submit(batch)
            replies.clear()
            batch = EventBatch()
        }
    }
}
