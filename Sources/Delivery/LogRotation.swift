import Synchronization

/// Asks a log to open its file anew, after logrotate has moved the old one away.
public final class LogRotation: Sendable {
    private let wanted = Atomic(false)

    public init() {}

    /// Called on SIGHUP. The next line goes to the new file.
    public func request() {
        wanted.store(true, ordering: .releasing)
    }

    var isDue: Bool { wanted.load(ordering: .acquiring) }

    func done() {
        wanted.store(false, ordering: .releasing)
    }
}
