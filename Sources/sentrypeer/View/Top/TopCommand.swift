import ArgumentParser
import Glibc
import Synchronization

/// Shows who attacks most, on a screen that renews itself.
struct TopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "top",
        abstract: "Show who attacks most and what is called most, live.",
        discussion: "Where there is no terminal it prints the screen once."
    )

    /// Rows of a list on the tallest screen.
    private static let rowLimit = 200
    /// A look costs the node something: so many parts of the time go into waiting for one of looking.
    private static let restFactor = 4

    @OptionGroup var node: ViewFlags

    @Option(help: ArgumentHelp("Only what was seen in the last N minutes.", valueName: "N"))
    var minutes = 60

    @Flag(help: "What was seen at any time.")
    var allTime = false

    @Option(help: ArgumentHelp("Renew it after so many seconds.", valueName: "SECONDS"))
    var interval = 2

    @Flag(help: "Print it once.")
    var once = false

    func validate() throws {
        guard (1...1_000_000).contains(minutes) else {
            throw ValidationError("--minutes: \"\(minutes)\" is not a whole number from 1 to 1000000.")
        }
        guard (1...3_600).contains(interval) else {
            throw ValidationError("--interval: \"\(interval)\" is not a whole number from 1 to 3600.")
        }
    }

    private var window: Int? { allTime ? nil : minutes }

    func run() async throws {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        try await node.withView { view throws(CommandError) in
            if once || !isTerminal { try await print(view) } else { try await show(view) }
        }
    }

    private func print(_ view: any NodeView) async throws(CommandError) {
        let size = TerminalSize(of: STDOUT_FILENO) ?? .usual
        let snapshot = try await view.snapshot(window: window, limit: Self.rowLimit)
        let screen = TopScreen(snapshot, .init(node: view.name, window: window, hasKeys: false), size)
        var output = StandardOutput()
        for line in screen.lines { try output.put(TerminalCells.trimmed(line) + "\n") }
        try output.flush()
    }

    private func show(_ view: any NodeView) async throws(CommandError) {
        // What can't be had at the start is an error rather than a screen.
        let start = ContinuousClock.now
        let latest = Latest(try await view.snapshot(window: window, limit: Self.rowLimit))
        let looking = Task { [window, interval] in
            var cost = ContinuousClock.now - start
            while !Task.isCancelled {
                try? await Task.sleep(for: max(.seconds(interval), cost * Self.restFactor))
                let start = ContinuousClock.now
                do throws(CommandError) {
                    latest.set(try await view.snapshot(window: window, limit: Self.rowLimit))
                } catch {
                    latest.set(fault: "\(error)")
                }
                cost = .now - start
                WakePipe.wake(.draw)
            }
        }
        defer { looking.cancel() }
        let screen = try FullScreen()
        while true {
            let (snapshot, fault) = latest.value
            let frame = TopScreen.Frame(node: view.name, window: window, fault: fault)
            try screen.show(TopScreen(snapshot, frame, screen.size).lines)
            if screen.wait(until: .now + .seconds(3_600)) == .quit { return }
        }
    }
}

/// The last answer, and why there is no newer one.
private final class Latest: Sendable {
    private let state: Mutex<(snapshot: TopSnapshot, fault: String?)>

    init(_ snapshot: TopSnapshot) {
        state = Mutex((snapshot, nil))
    }

    var value: (snapshot: TopSnapshot, fault: String?) { state.withLock { $0 } }

    func set(_ snapshot: TopSnapshot) { state.withLock { $0 = (snapshot, nil) } }

    func set(fault: String) { state.withLock { $0.fault = fault } }
}
