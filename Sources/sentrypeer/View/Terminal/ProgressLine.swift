/// How far long work has come: on a terminal a line that is drawn anew, otherwise a line every few seconds.
struct ProgressLine {
    private static let redraw = Duration.milliseconds(100)
    private static let repeating = Duration.seconds(5)
    private static let barWidth = 24

    private let what: String
    private let unit: String
    /// Nil when it is no terminal.
    private let columns: Int?
    private var nextTime: ContinuousClock.Instant
    /// Whether something was said, and not yet that all is done.
    private var isOpen = false

    /// - Parameters:
    ///   - patience: how long nothing is said: work that is done by then needs no line.
    ///   - columns: of the terminal; nil for what is none.
    init(
        _ what: String, _ unit: String, columns: Int?, patience: Duration = .zero,
        from start: ContinuousClock.Instant = .now
    ) {
        self.what = what
        self.unit = unit
        self.columns = columns
        nextTime = start + patience
    }

    /// - Returns: what to print; nil when it is too early for that.
    mutating func text(_ done: Int64, of total: Int64, at now: ContinuousClock.Instant = .now) -> String? {
        let isWhole = done >= total
        guard now >= nextTime || (isWhole && isOpen) else { return nil }
        nextTime = now + (columns == nil ? Self.repeating : Self.redraw)
        isOpen = !isWhole
        let share = total > 0 ? min(1, Double(done) / Double(total)) : 1
        let counts = "\(done) of \(max(done, total)) \(unit)"
        guard let columns else { return "\(what): \(counts)\n" }
        let filled = Int(share * Double(Self.barWidth))
        let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: Self.barWidth - filled)
        let line = "\(what)  [\(bar)] \(TerminalCells.right("\(Int(share * 100))", 3)) %  \(counts)"
        return "\r" + TerminalCells.cut(line, columns - 1).text + "\u{1b}[K" + (isWhole ? "\n" : "")
    }

    /// What to print once the work is over, so that the next line has one of its own.
    mutating func end() -> String? {
        defer { isOpen = false }
        return isOpen && columns != nil ? "\n" : nil
    }
}
