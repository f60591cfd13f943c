import NIOCore
import SIP
import Synchronization

/// One call's stream and the socket that it has as long as it plays.
final class MediaSession: Sendable {
    /// Memory for packets, which all sessions use in turn.
    struct Scratch {
        var outgoing = ByteBuffer()
        /// Longer than any RTP packet of a telephone.
        var incoming = [UInt8](repeating: 0, count: 2_048)
    }

    private struct State {
        var stream: MediaStream
        var socket: MediaSocket?
    }

    /// Datagrams read in one beat. A caller sends one; more is read when the beat was late, not when the port is
    /// flooded.
    private static let receivesPerTick = 8

    let port: UInt16
    private let state: Mutex<State>

    /// nil when the port can't be had.
    init?(_ stream: MediaStream) {
        guard let socket = MediaSocket(bindingTo: stream.plan.local) else { return nil }
        port = stream.plan.local.port
        state = Mutex(State(stream: stream, socket: socket))
    }

    /// Takes in what has come, and sends the packet that is due. Once nothing more is to be sent, the socket is
    /// closed.
    func tick(at time: ContinuousClock.Instant, _ scratch: inout Scratch) {
        state.withLock { state in
            guard let socket = state.socket else { return }
            for _ in 0..<Self.receivesPerTick {
                guard let (count, source) = socket.receive(into: &scratch.incoming) else { break }
                state.stream.receive(scratch.incoming.span.extracting(first: count), from: source)
            }
            scratch.outgoing.clear()
            if state.stream.next(at: time, into: &scratch.outgoing) {
                _ = socket.send(scratch.outgoing, to: state.stream.plan.remote)
            }
            if state.stream.isOver { state.socket = nil }
        }
    }

    var report: MediaReport {
        state.withLock { $0.stream.report }
    }

    /// Ends the stream. When this returns, the port is free.
    func close() -> MediaReport {
        state.withLock { state in
            state.socket = nil
            return state.stream.report
        }
    }
}
