import CSQLite
import Foundation

/// Reads and changes a database beside the code under test, as the `sqlite3` shell would.
final class Shell {
    struct Failure: Error { let message: String }

    private var handle: OpaquePointer?

    init(_ path: String) throws {
        guard sqlite3_open(path, &handle) == SQLITE_OK else { throw failure }
    }

    deinit {
        sqlite3_close_v2(handle)
    }

    private var failure: Failure { Failure(message: String(cString: sqlite3_errmsg(handle))) }

    func run(_ script: String) throws {
        guard sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else { throw failure }
    }

    /// Every value as text; nil for NULL.
    func rows(_ sql: String) throws -> [[String?]] {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { throw failure }
        defer { sqlite3_finalize(statement) }
        var rows: [[String?]] = []
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return rows }
            guard code == SQLITE_ROW else { throw failure }
            rows.append(
                (0..<sqlite3_column_count(statement)).map { column in
                    guard let start = sqlite3_column_text(statement, column) else { return nil }
                    let count = Int(sqlite3_column_bytes(statement, column))
                    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
                })
        }
    }

    /// The first row's values, separated by bars as the shell does.
    func row(_ sql: String) throws -> String {
        let first = try rows(sql).first ?? []
        return first.map { $0 ?? "NULL" }.joined(separator: "|")
    }

    /// The first column of every row.
    func column(_ sql: String) throws -> [String?] {
        try rows(sql).map { $0.first ?? nil }
    }
}
