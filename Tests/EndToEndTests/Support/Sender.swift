import Foundation
import Synchronization

/// Sends requests one after the other on a thread of its own, and keeps which of them were answered.
final class Sender: Sendable {
    private struct State {
        var answered: [String] = []
        var isStopping = false
        var hasEnded = false
    }

    private let state = Mutex(State())
    private let client: UDPClient

    /// - Parameter padding: bytes of body that each request carries.
    init(to node: NodeProcess, from source: String? = nil, padding: Int = 0) throws {
        client = try UDPClient(to: node, from: source)
        let body = String(repeating: "x", count: padding)
        Thread.detachNewThread { [self] in
            while !state.withLock({ $0.isStopping }) {
                var request = Request(.options)
                request.body = body
                client.send(request.bytes)
                // A node that is gone answers nothing, and the next look is at `isStopping`.
                guard (try? client.reply(to: request, within: .milliseconds(200))) != nil else { continue }
                state.withLock { $0.answered.append(request.callID) }
            }
            state.withLock { $0.hasEnded = true }
        }
    }

    /// The Call-IDs of the requests that were answered so far.
    var answered: [String] { state.withLock { $0.answered } }

    /// Ends it and gives all Call-IDs that were answered.
    func stop() throws -> [String] {
        state.withLock { $0.isStopping = true }
        try Wait.until("the sender ends") { state.withLock { $0.hasEnded } }
        return answered
    }
}
