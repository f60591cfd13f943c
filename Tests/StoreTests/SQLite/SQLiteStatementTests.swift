import Events
import NIOCore
import Testing

@testable import Store

@Suite struct SQLiteStatementTests {
    private let directory: TemporaryDirectory
    private let connection: SQLiteConnection

    init() throws {
        directory = try TemporaryDirectory()
        connection = try SQLiteConnection(path: directory.file("x.db"))
    }

    private func bound(_ bind: (SQLiteStatement) -> Void) throws -> (type: String?, hex: String?) {
        let statement = try connection.prepare("SELECT typeof(?1), hex(?1)")
        bind(statement)
        _ = try statement.step()
        return (statement.text(0), statement.text(1))
    }

    @Test(arguments: [
        (SQLiteValue.integer(.min), "integer", "2D39323233333732303336383534373735383038"),
        (.integer(7), "integer", "37"), (SQLiteValue(""), "text", ""), (SQLiteValue("é"), "text", "C3A9"),
        (.text([0x61, 0, 0x62, 0xFF]), "text", "610062FF"), (.blob([]), "blob", ""),
        (.blob([0, 0xFF]), "blob", "00FF"),
        (.null, "null", ""),
    ])
    func valuesKeepTypeAndBytes(value: SQLiteValue, type: String, hex: String) throws {
        let found = try bound { $0.bind(1, value) }
        #expect(found.type == type && found.hex == hex)
    }

    @Test func otherBindings() throws {
        #expect(try bound { $0.bind(1, Int?.none.map(Int64.init)) }.type == "null")
        #expect(try bound { $0.bind(1, text: String?.none) }.type == "null")
        #expect(try bound { $0.bind(1, text: "a\0b") } == ("text", "610062"))
        #expect(try bound { $0.bind(1, text: "") } == ("text", ""))
        #expect(try bound { $0.bind(1, UUIDBytes(high: 0x0102, low: 0xFF)) }.hex == "000000000000010200000000000000FF")
    }

    @Test func aBufferIsReadWhereItLiesAndNotKept() throws {
        try connection.execute("CREATE TABLE kept (value)")
        let insert = try connection.prepare("INSERT INTO kept VALUES (?)")
        var buffer = ByteBuffer(bytes: [1, 2, 3])
        buffer.moveReaderIndex(forwardBy: 1)
        try insert.run(binding: 1, to: buffer)
        try insert.run(binding: 1, to: ByteBuffer())
        // What was bound before is gone: only this way its address is never used again.
        try insert.run()
        let rows = try connection.prepare("SELECT typeof(value), hex(value) FROM kept ORDER BY rowid")
        var found: [[String?]] = []
        while try rows.step() { found.append([rows.text(0), rows.text(1)]) }
        #expect(found == [["blob", "0203"], ["blob", ""], ["null", ""]])
    }

    @Test func columns() throws {
        let statement = try connection.prepare(
            "SELECT 5, NULL, CAST(x'61ff00' AS TEXT), x'', '', x'00ff', -9223372036854775808")
        #expect(try statement.step())
        #expect(statement.integer(0) == 5 && statement.integer(1) == 0 && statement.integer(6) == .min)
        #expect(statement.isNull(1) && !statement.isNull(0))
        #expect(statement.text(1) == nil && statement.blob(1) == nil)
        #expect(statement.text(2) == "a\u{FFFD}\0")
        #expect(statement.blob(2) == [0x61, 0xFF, 0])
        #expect(statement.blob(3) == [] && statement.blob(4) == [] && statement.text(4) == "")
        #expect(statement.blob(5) == [0, 0xFF])
        #expect(try !statement.step())
    }

    @Test func runsAgainAfterAnError() throws {
        try connection.execute("CREATE TABLE t (value UNIQUE)")
        let insert = try connection.prepare("INSERT INTO t VALUES (?)")
        for value in [Int64(1), 2] {
            insert.bind(1, value)
            try insert.run()
        }
        #expect(throws: StoreError.failed(path: connection.path, reason: "UNIQUE constraint failed: t.value")) {
            try insert.run()
        }
        insert.bind(1, Int64(3))
        try insert.run()
        #expect(try connection.integer("SELECT sum(value) FROM t") == 6)
    }
}
