import CSQLite

/// One connection to an SQLite database: statements, scripts and transactions, and SQLite's result codes
/// as `StoreError`. Belongs to one thread at a time.
final class SQLiteConnection {
    let path: String
    // The C library's handle. Valid from `init` to `deinit`, and never leaves this folder.
    private let handle: OpaquePointer
    /// Done once, before the first connection.
    private static let configuration = sqlite_without_memory_statistics()

    enum Access {
        case readWrite, readOnly
        /// For reading a file that nobody changes meanwhile: SQLite then needs no files of its own beside it.
        case immutable
    }

    init(path: String, access: Access = .readWrite) throws(StoreError) {
        self.path = path
        _ = Self.configuration
        var handle: OpaquePointer?
        let flags =
            switch access {
            case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            case .readOnly: SQLITE_OPEN_READONLY
            case .immutable: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
            }
        let name = access == .immutable ? DatabasePath(path).immutableURI : path
        let code = sqlite3_open_v2(name, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let handle else {
            let reason = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(handle)
            throw .cannotOpen(path: path, reason: reason)
        }
        self.handle = handle
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, 5_000)
    }

    deinit {
        sqlite3_close_v2(handle)
    }

    func prepare(_ sql: String) throws(StoreError) -> SQLiteStatement {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw error(code) }
        return SQLiteStatement(statement, of: self)
    }

    /// Runs statements that give no rows, separated by semicolons.
    func execute(_ script: String) throws(StoreError) {
        let code = sqlite3_exec(handle, script, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// All or nothing: commits when `body` returns, rolls back when it throws.
    func transaction<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        try execute("BEGIN IMMEDIATE")
        do throws(StoreError) {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            // After some errors SQLite has rolled back by itself.
            try? execute("ROLLBACK")
            throw error
        }
    }

    /// The first column of the first row, or nil without a row.
    func integer(_ sql: String) throws(StoreError) -> Int64? {
        let statement = try prepare(sql)
        return try statement.step() ? statement.integer(0) : nil
    }

    /// Whether SQLite could only open the file for reading.
    var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }

    var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }
    var changes: Int { Int(sqlite3_changes(handle)) }

    func error(_ code: Int32) -> StoreError {
        switch code & 0xFF {
        case SQLITE_READONLY, SQLITE_PERM: .readOnly(path: path)
        case SQLITE_NOTADB: .notADatabase(path: path)
        case SQLITE_CORRUPT: .corrupt(path: path)
        case SQLITE_FULL: .diskFull(path: path)
        case SQLITE_BUSY, SQLITE_LOCKED: .locked(path: path)
        case SQLITE_CANTOPEN: .cannotOpen(path: path, reason: String(cString: sqlite3_errmsg(handle)))
        default: .failed(path: path, reason: String(cString: sqlite3_errmsg(handle)))
        }
    }
}
