import Synchronization

/// Where callers ask and the sharing thread answers.
public final class LookupDesk: Sendable {
    /// Callers that may wait at once.
    private static let limit = 256

    private struct State {
        var isOpen = true
        var last: UInt64 = 0
        var new: [(ticket: UInt64, subject: Subject)] = []
        var waiting: [UInt64: CheckedContinuation<LookupAnswer, Never>] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    /// What the network tells of a subject, within two seconds and a little. When it was not asked, or not everybody
    /// answered, that is unknown.
    public func lookUp(_ subject: Subject) async -> LookupAnswer {
        await withCheckedContinuation { continuation in
            let isTaken = state.withLock { state in
                guard state.isOpen, state.waiting.count < Self.limit else { return false }
                state.last += 1
                state.new.append((state.last, subject))
                state.waiting[state.last] = continuation
                return true
            }
            if !isTaken { continuation.resume(returning: .unknown(.notAsked)) }
        }
    }

    /// What was asked since the last time.
    func take() -> [(ticket: UInt64, subject: Subject)] {
        state.withLock { state in
            defer { state.new.removeAll(keepingCapacity: true) }
            return state.new
        }
    }

    func answer(_ ticket: UInt64, _ answer: LookupAnswer) {
        state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume(returning: answer)
    }

    /// Nobody answers any more.
    func close() {
        let waiting = state.withLock { state in
            state.isOpen = false
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.resume(returning: .unknown(.notAsked)) }
    }
}
