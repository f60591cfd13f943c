import SIP
import Synchronization

/// Bounds how many connections there are, in all and from one source.
final class ConnectionLimiter: Sendable {
    struct Limits: Sendable {
        var total: Int
        var perSource: Int
    }

    private struct State {
        var total = 0
        var bySource: [IPAddress: Int] = [:]
    }

    private let limits: Limits
    private let state = Mutex(State())

    init(limits: Limits) {
        self.limits = limits
    }

    /// - Returns: whether there is room; `close` must follow then, once.
    func open(from source: IPAddress) -> Bool {
        state.withLock { state in
            guard state.total < limits.total, state.bySource[source, default: 0] < limits.perSource else {
                return false
            }
            state.total += 1
            state.bySource[source, default: 0] += 1
            return true
        }
    }

    func close(from source: IPAddress) {
        state.withLock { state in
            state.total -= 1
            let left = state.bySource[source, default: 0] - 1
            state.bySource[source] = left > 0 ? left : nil
        }
    }
}
