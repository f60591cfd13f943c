/// The figures as a page in Markdown.
struct Report {
    private(set) var lines: [String] = []

    mutating func table(_ head: [String], _ rows: [[String]]) {
        lines.append("| " + head.joined(separator: " | ") + " |")
        lines.append("|" + String(repeating: "---|", count: head.count))
        for row in rows { lines.append("| " + row.joined(separator: " | ") + " |") }
        lines.append("")
    }

    mutating func text(_ line: String) { lines += [line, ""] }
}

/// With one digit behind the point where it is short.
func figure(_ value: Double) -> String {
    value >= 100 ? "\(Int(value.rounded()))" : "\((value * 10).rounded() / 10)"
}

func megabytes(_ bytes: Double) -> String { figure(bytes / 1e6) + " MB" }

func percent(_ share: Double) -> String { figure(share * 100) + " %" }
