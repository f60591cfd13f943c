import Testing

/// A database as any SQLite shell sees it.
struct Database {
    let path: String
    /// A command that runs the shell as its last arguments, where the file can be seen.
    var wrapper: [String] = []

    /// The rows of a query, each column as text. NULL is `nil`.
    func rows(_ sql: String) throws -> [[String?]] {
        let null = "\u{1}NULL"
        let shell = try Command(
            wrapper + ["sqlite3", "-batch", "-noheader", "-list", "-separator", "\u{1f}", "-newline", "\u{1e}"]
                + ["-nullvalue", null, "-cmd", ".timeout 5000", path, sql])
        try #require(shell.succeeded, "\(sql): \(shell.transcript)")
        return shell.output.split(separator: "\u{1e}").map { row in
            row.split(separator: "\u{1f}", omittingEmptySubsequences: false).map { $0 == null ? nil : String($0) }
        }
    }

    /// The first column of the first row.
    func value(_ sql: String) throws -> String? { try rows(sql).first?.first ?? nil }

    func count(_ table: String, where condition: String = "1") throws -> Int {
        try #require(try value("SELECT count(*) FROM \(table) WHERE \(condition)").flatMap { Int($0) })
    }

    /// Runs statements, also on a database that is not there yet.
    func execute(_ script: String) throws {
        let shell = try Command("sqlite3", "-batch", path, script)
        try #require(shell.succeeded, "\(shell.transcript)")
    }

    /// Whether SQLite finds nothing wrong with the file.
    func isIntact() throws -> Bool { try value("PRAGMA integrity_check") == "ok" }

    /// All that a query gives, with the storage class of each value: equal dumps are equal data.
    func dump(_ sql: String) throws -> String {
        let shell = try Command("sqlite3", "-batch", path, ".mode quote", sql)
        try #require(shell.succeeded, "\(sql): \(shell.transcript)")
        return shell.output
    }
}
