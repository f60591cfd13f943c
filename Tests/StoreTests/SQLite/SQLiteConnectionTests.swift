import CSQLite
import Testing

@testable import Store

@Suite struct SQLiteConnectionTests {
    private let directory: TemporaryDirectory
    private let connection: SQLiteConnection

    init() throws {
        directory = try TemporaryDirectory()
        connection = try SQLiteConnection(path: directory.file("x.db"))
        try connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, value UNIQUE)")
    }

    @Test func integerIsTheFirstOfTheFirstRow() throws {
        try connection.execute("INSERT INTO t (value) VALUES (5), (6)")
        #expect(try connection.integer("SELECT value FROM t ORDER BY id") == 5)
        #expect(try connection.integer("SELECT value FROM t WHERE id = 9") == nil)
        #expect(try connection.integer("SELECT max(id) FROM t WHERE id = 9") == 0)
        #expect(connection.lastInsertedRow == 2 && connection.changes == 2)
    }

    @Test func aTransactionCommits() throws {
        let result = try connection.transaction { () throws(StoreError) in
            try connection.execute("INSERT INTO t VALUES (1, 1)")
            return "done"
        }
        #expect(result == "done")
        #expect(try Shell(connection.path).column("SELECT value FROM t") == ["1"])
    }

    @Test func aTransactionThatThrowsLeavesNothing() throws {
        #expect(throws: StoreError.corrupt(path: "x")) {
            try connection.transaction { () throws(StoreError) in
                try connection.execute("INSERT INTO t VALUES (1, 1)")
                throw StoreError.corrupt(path: "x")
            }
        }
        #expect(throws: StoreError.self) {
            try connection.transaction { () throws(StoreError) in
                try connection.execute("INSERT INTO t VALUES (1, 1); INSERT INTO t VALUES (2, 1)")
            }
        }
        #expect(try connection.integer("SELECT count(*) FROM t") == 0)
        // The next one is not inside a broken one.
        try connection.transaction { () throws(StoreError) in try connection.execute("INSERT INTO t VALUES (1, 1)") }
        #expect(try Shell(connection.path).column("SELECT value FROM t") == ["1"])
    }

    @Test func wrongSQLIsAnErrorWithSQLitesReason() {
        #expect(throws: StoreError.failed(path: connection.path, reason: "no such table: nowhere")) {
            _ = try connection.prepare("SELECT * FROM nowhere")
        }
        #expect(throws: StoreError.failed(path: connection.path, reason: "no such table: nowhere")) {
            try connection.execute("DELETE FROM nowhere")
        }
        // A text without a statement is no statement.
        #expect(throws: StoreError.self) { _ = try connection.prepare("-- nothing") }
    }

    @Test(arguments: [
        (SQLITE_READONLY, StoreError.readOnly(path: "p")), (SQLITE_READONLY | 3 << 8, .readOnly(path: "p")),
        (SQLITE_PERM, .readOnly(path: "p")), (SQLITE_NOTADB, .notADatabase(path: "p")),
        (SQLITE_CORRUPT, .corrupt(path: "p")), (SQLITE_CORRUPT | 1 << 8, .corrupt(path: "p")),
        (SQLITE_FULL, .diskFull(path: "p")), (SQLITE_BUSY, .locked(path: "p")),
        (SQLITE_BUSY | 2 << 8, .locked(path: "p")), (SQLITE_LOCKED, .locked(path: "p")),
        (SQLITE_CANTOPEN, .cannotOpen(path: "p", reason: "not an error")),
        (SQLITE_IOERR, .failed(path: "p", reason: "not an error")),
    ])
    func resultCodes(code: Int32, expected: StoreError) {
        let error = connection.error(code)
        #expect("\(error)".replacing(connection.path, with: "p") == "\(expected)")
    }

    @Test func aReadOnlyConnectionDoesNotWrite() throws {
        #expect(!connection.isReadOnly)
        let reader = try SQLiteConnection(path: connection.path, access: .readOnly)
        #expect(reader.isReadOnly)
        #expect(throws: StoreError.readOnly(path: connection.path)) { try reader.execute("DELETE FROM t") }
        #expect(throws: StoreError.self) {
            _ = try SQLiteConnection(path: directory.file("missing.db"), access: .readOnly)
        }
    }
}
