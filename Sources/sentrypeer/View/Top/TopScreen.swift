/// The screen of `top`: a head, four lists, a foot; as many lines as there is room for, none wider than that.
struct TopScreen {
    /// What is shown besides the lists.
    struct Frame {
        /// The node's file or URL.
        var node: String
        /// Minutes; nil for all time.
        var window: Int?
        /// Why what is shown is not of now.
        var fault: String?
        /// Whether keys are listened to.
        var hasKeys = true
    }

    private static let headLines = 4
    private static let narrowest = 72
    private static let gap = 2
    private static let bars = Array("▁▂▃▄▅▆▇█")

    let lines: [String]

    init(_ snapshot: TopSnapshot?, _ frame: Frame, _ size: TerminalSize) {
        guard let snapshot else {
            lines = [TerminalCells.left(frame.fault ?? "Asking \(frame.node) …", size.columns)]
            return
        }
        var lines = Self.head(snapshot, frame, size)
        lines += Self.panels(snapshot, TerminalSize(columns: size.columns, lines: size.lines - lines.count - 1))
        lines.append(TerminalCells.left(Self.foot(frame), size.columns))
        self.lines = Array(lines.suffix(from: 0).prefix(max(0, size.lines)))
    }

    private static func head(_ snapshot: TopSnapshot, _ frame: Frame, _ size: TerminalSize) -> [String] {
        let stats = snapshot.stats
        let recent = snapshot.recent
        let clock = String(snapshot.time.description.dropFirst(11).prefix(8)) + " UTC"
        let title = "SentryPeer \(stats.version)  \(frame.node)"
        let now = """
            Now \(TextBlock.grouped(recent.lastMinute))/min  hour \(TextBlock.grouped(recent.lastHour))  \
            day \(TextBlock.grouped(recent.lastDay))
            """
        let totals = """
            In all \(TextBlock.grouped(stats.attempts)) attempts, \(TextBlock.grouped(stats.addresses)) addresses, \
            \(TextBlock.grouped(stats.targets)) numbers, \(TextBlock.grouped(stats.sessions)) sessions
            """
        let spark = sparks(recent.byMinute, size.columns - now.count - 2)
        return [
            TerminalCells.left(title, size.columns - clock.count - 1) + " " + clock,
            TerminalCells.left(totals, size.columns),
            TerminalCells.left(spark.isEmpty ? now : "\(now)  \(spark)", size.columns),
            String(repeating: " ", count: max(0, size.columns)),
        ].map { TerminalCells.left($0, size.columns) }
    }

    /// The last minutes, a column each, the newest on the right.
    private static func sparks(_ minutes: [Int], _ width: Int) -> String {
        guard width >= 10, let highest = minutes.max(), highest > 0 else { return "" }
        return String(
            minutes.suffix(width).map { $0 == 0 ? " " : bars[min(bars.count - 1, $0 * bars.count / (highest + 1))] })
    }

    private static func panels(_ snapshot: TopSnapshot, _ size: TerminalSize) -> [String] {
        func panel(_ list: TopList, _ columns: Int, _ lines: Int) -> [String] {
            TopPanel(list, snapshot.lists[list] ?? [], TerminalSize(columns: columns, lines: lines)).lines
        }
        guard size.lines > 0 else { return [] }
        guard size.columns >= narrowest else {
            let each = size.lines / 4
            return TopSnapshot.lists.enumerated().flatMap { index, list in
                panel(list, size.columns, index == 0 ? size.lines - 3 * each : each)
            }
        }
        let right = (size.columns - gap) / 2
        let left = size.columns - gap - right
        // Sources and numbers are looked at most.
        let below = size.lines / 2 - 1
        let pairs = [(TopList.addresses, TopList.targets, size.lines - below), (.countries, .userAgents, below)]
        return pairs.flatMap { first, second, count in
            // An empty line between them.
            let rows = count == below ? count : count - 1
            let lines = zip(panel(first, left, rows), panel(second, right, rows)).map {
                $0 + String(repeating: " ", count: gap) + $1
            }
            return count == below ? Array(lines) : lines + [String(repeating: " ", count: size.columns)]
        }
    }

    private static func foot(_ frame: Frame) -> String {
        let quit = frame.hasKeys ? "  q quits" : ""
        if let fault = frame.fault { return fault + quit }
        guard let window = frame.window else { return "Attempts of all time." + quit }
        return "Seen in the last \(TextBlock.count(window, "minute")), with their attempts of all time." + quit
    }
}
