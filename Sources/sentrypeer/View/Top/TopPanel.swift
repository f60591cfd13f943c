/// One list of `top`, in so many columns and lines.
struct TopPanel {
    private static let countWidth = 9

    let lines: [String]

    /// - Parameter size: with the line of the heading.
    init(_ list: TopList, _ rows: [TopRow], _ size: TerminalSize) {
        var lines = [Self.line(Self.heading(list), "", "ATTEMPTS", size.columns)]
        for row in rows.prefix(max(0, size.lines - 1)) {
            lines.append(
                Self.line(Self.name(list, row), Self.note(list, row), TextBlock.grouped(row.attempts), size.columns))
        }
        while lines.count < size.lines { lines.append(String(repeating: " ", count: size.columns)) }
        self.lines = Array(lines.prefix(size.lines))
    }

    private static func heading(_ list: TopList) -> String {
        switch list {
        case .addresses: "SOURCES, LAST SEEN"
        case .targets: "CALLED NUMBERS, BEHIND WHICH PREFIXES"
        case .countries: "CALLED COUNTRIES"
        case .userAgents: "USER AGENTS"
        case .methods: "METHODS"
        }
    }

    private static func name(_ list: TopList, _ row: TopRow) -> String {
        list == .targets ? "\(row.name) \(row.country ?? "--")" : row.name
    }

    /// What is told besides where there is room for it.
    private static func note(_ list: TopList, _ row: TopRow) -> String {
        switch list {
        case .addresses: row.lastSeen.map { String($0.description.dropFirst(11).prefix(8)) } ?? ""
        case .targets:
            row.prefixes.map { "\($0.prefix.isEmpty ? "none" : $0.prefix) (\($0.attempts))" }.joined(separator: " ")
        case .countries: row.targets.map { TextBlock.count($0, "number") } ?? ""
        case .userAgents, .methods: ""
        }
    }

    private static func line(_ name: String, _ note: String, _ count: String, _ columns: Int) -> String {
        let room = max(0, columns - countWidth)
        let (shown, used) = TerminalCells.cut(name, room)
        let left = room - used - 2
        let rest = note.isEmpty || left < 4 ? "" : "  " + TerminalCells.cut(note, left).text
        return TerminalCells.left(shown + rest, room) + TerminalCells.right(count, columns - room)
    }
}
