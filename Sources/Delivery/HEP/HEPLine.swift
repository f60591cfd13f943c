import Events
import Logging
import Metrics
import NIOCore

/// The line from a queue to a collector. Used by one thread, which it may keep waiting.
struct HEPLine {
    private let collector: HEPCollector
    private let encoder: HEPEncoder
    private let queue: MirrorQueue
    private let logger: Logger
    private var socket: HEPSocket?
    private var opened = ContinuousClock.now
    private var refused: ContinuousClock.Instant?
    private var schedule = RetrySchedule()
    private var packet = ByteBuffer()
    private var pending: ArraySlice<MirroredMessage> = []

    /// How long to wait for messages before a look at the connection.
    private static let idle = Duration.seconds(1)
    /// What may take of the node's end.
    private static let shutdownGrace = Duration.seconds(1)

    private static let sent = Counter(label: "sentrypeer_hep_sent")

    init(to collector: HEPCollector, encoder: HEPEncoder, queue: MirrorQueue, logger: Logger) {
        self.collector = collector
        self.encoder = encoder
        self.queue = queue
        self.logger = logger
    }

    /// Sends until the queue is closed and empty, or closed for a while.
    mutating func run() {
        while isWanted {
            do throws(SinkError) {
                if socket == nil { try connect() }
                if pending.isEmpty { pending = queue.take(within: Self.idle)[...] }
                if pending.isEmpty, queue.isClosed() { break }
                if let socket { try send(by: socket) }
                if schedule.hasRecovered(at: .now) {
                    logger.notice("the HEP collector is there again", metadata: ["collector": "\(collector)"])
                }
            } catch {
                socket = nil
                let wait = complain(error)
                if queue.isClosed() { break }
                queue.pause(wait)
            }
        }
        queue.countDropped(pending.count + queue.take(within: .zero).count)
    }

    private var isWanted: Bool { !queue.isClosed(for: Self.shutdownGrace) }

    private mutating func connect() throws(SinkError) {
        let queue = queue
        let isWanted = { !queue.isClosed(for: Self.shutdownGrace) }
        let address = try HostLookup.address(of: collector, while: isWanted)
        socket = try HEPSocket(collector.transport, to: address, while: isWanted)
        opened = .now
        if collector.transport == .tcp { schedule.reached(at: .now) }
    }

    private mutating func send(by socket: HEPSocket) throws(SinkError) {
        guard socket.isOpen else { throw SinkError("it has closed the connection") }
        let queue = queue
        while let message = pending.popFirst() {
            packet.clear()
            encoder.write(message, atMost: collector.transport.longestPacket, into: &packet)
            do throws(SinkError) {
                switch try socket.send(packet, while: { !queue.isClosed(for: Self.shutdownGrace) }) {
                case .sent:
                    // Word of a refusal takes its time: only silence says that somebody listens.
                    if refused.map({ .now - $0 >= RetrySchedule.steady }) ?? true { schedule.reached(at: .now) }
                // Earlier ones found nobody; the next may, or the name means another address by now.
                case .sentAfterRefusal:
                    refused = .now
                    let wait = complain(SinkError("nobody listens there"))
                    if .now - opened >= wait { self.socket = nil }
                case .noRoom:
                    queue.countDropped(1)
                    continue
                }
            } catch {
                queue.countDropped(1)
                throw error
            }
            Self.sent.increment()
        }
    }

    /// Says it where it is news.
    /// - Returns: how long to wait.
    private mutating func complain(_ error: SinkError) -> Duration {
        let (wait, isNews) = schedule.failed(at: .now)
        if isNews {
            logger.warning(
                "messages cannot be mirrored, going on listening",
                metadata: ["collector": "\(collector)", "reason": "\(error.reason)"])
        }
        return wait
    }
}
