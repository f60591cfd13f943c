import Glibc
import Synchronization

/// Signals and finished work, as something that `poll` waits for beside the keyboard.
enum WakePipe {
    enum Wake: UInt8 {
        /// Something is there to be shown.
        case draw
        case end
    }

    private static let writing = Atomic<Int32>(-1)

    /// - Returns: the descriptor to read from.
    static func open(trapping signals: [Int32]) -> Int32 {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return -1 }
        // A handler must not wait for room.
        for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        writing.store(ends[1], ordering: .relaxed)
        signal(SIGWINCH) { _ in WakePipe.wake(.draw) }
        for number in signals { signal(number) { _ in WakePipe.wake(.end) } }
        return ends[0]
    }

    /// Does nothing that a signal handler may not do.
    static func wake(_ wake: Wake) {
        let saved = errno
        var byte = wake.rawValue
        _ = write(writing.load(ordering: .relaxed), &byte, 1)
        errno = saved
    }
}
