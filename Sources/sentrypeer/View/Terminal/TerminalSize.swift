import Glibc

/// The columns and lines of a terminal.
struct TerminalSize: Equatable {
    /// Where there is no terminal to ask.
    static let usual = TerminalSize(columns: 80, lines: 24)

    let columns: Int
    let lines: Int

    init(columns: Int, lines: Int) {
        self.columns = columns
        self.lines = lines
    }

    /// Nil for what is no terminal, or does not tell.
    init?(of descriptor: Int32) {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
        self.init(columns: Int(size.ws_col), lines: Int(size.ws_row))
    }
}
