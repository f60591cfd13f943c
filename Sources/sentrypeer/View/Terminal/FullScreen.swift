import Glibc

/// The whole of a terminal, for as long as there is one: keys come unechoed, and what was on the screen before is there
/// again afterwards.
final class FullScreen {
    enum Input {
        case quit, draw, timeout
    }

    private static let enter = "\u{1b}[?1049h\u{1b}[?25l"
    private static let leave = "\u{1b}[?25h\u{1b}[?1049l"
    private static let quitKeys: [UInt8] = [0x03, 0x04, 0x1B, UInt8(ascii: "q"), UInt8(ascii: "Q")]

    private let wakes: Int32
    /// Nil when the keyboard is no terminal.
    private var earlier: termios?

    init() throws(CommandError) {
        wakes = WakePipe.open(trapping: [SIGINT, SIGTERM, SIGHUP, SIGPIPE])
        var settings = termios()
        if tcgetattr(STDIN_FILENO, &settings) == 0 {
            earlier = settings
            settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
            tcsetattr(STDIN_FILENO, TCSANOW, &settings)
        }
        try Self.put(Self.enter)
    }

    deinit {
        try? Self.put(Self.leave)
        if var earlier { tcsetattr(STDIN_FILENO, TCSANOW, &earlier) }
    }

    var size: TerminalSize { TerminalSize(of: STDOUT_FILENO) ?? .usual }

    /// - Parameter lines: not wider than the terminal, and not more than it has.
    func show(_ lines: [String]) throws(CommandError) {
        try Self.put("\u{1b}[H" + lines.map { $0 + "\u{1b}[K" }.joined(separator: "\r\n") + "\u{1b}[J")
    }

    /// Waits for a key, a signal or `WakePipe.wake`.
    func wait(until end: ContinuousClock.Instant) -> Input {
        while true {
            let left = max(0, (end - .now) / .milliseconds(1))
            var sources = [
                pollfd(fd: wakes, events: Int16(POLLIN), revents: 0),
                pollfd(fd: earlier == nil ? -1 : STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&sources, nfds_t(sources.count), Int32(min(left.rounded(.up), 3_600_000)))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return .timeout }
            var bytes = [UInt8](repeating: 0, count: 64)
            if sources[0].revents != 0 {
                let got = read(wakes, &bytes, bytes.count)
                return bytes.prefix(max(0, got)).contains(WakePipe.Wake.end.rawValue) ? .quit : .draw
            }
            let got = read(STDIN_FILENO, &bytes, bytes.count)
            guard got > 0 else { return .quit }
            // A key with a name, such as an arrow, begins like Escape.
            let isNamed = got > 1 && bytes[0] == 0x1B
            if !isNamed, bytes.prefix(got).contains(where: Self.quitKeys.contains) { return .quit }
        }
    }

    private static func put(_ text: String) throws(CommandError) {
        var output = StandardOutput()
        try output.put(text)
        try output.flush()
    }
}
