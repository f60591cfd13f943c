import Testing

@testable import Store

@Suite struct SchemaMigrationTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
    }

    @Test func aNewFileGetsTheCurrentLayout() throws {
        _ = try EventStore(path: path)
        let shell = try Shell(path)
        #expect(try shell.row("PRAGMA user_version") == "1")
        #expect(try shell.row("PRAGMA application_id") == String(0x5350_6572))
        #expect(
            try shell.column("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
                == ["address", "agent", "destination", "event", "method", "node", "number", "setting"])
        #expect(try shell.column("SELECT name FROM sqlite_schema WHERE type = 'view'") == ["honey"])
        #expect(try shell.column("SELECT name FROM pragma_table_info('honey')") == OriginalDatabase.columns)
    }

    @Test func aDatabaseOfOursIsLeftAsItIs() throws {
        _ = try EventStore(path: path)
        let before = try Shell(path).rows("SELECT name, sql FROM sqlite_schema")
        _ = try EventStore(path: path)
        #expect(try Shell(path).rows("SELECT name, sql FROM sqlite_schema") == before)
    }

    @Test func aNewerLayoutIsRefused() throws {
        _ = try EventStore(path: path)
        try Shell(path).run("PRAGMA user_version = 7")
        #expect(throws: StoreError.newerSchema(path: path, version: 7)) { _ = try EventStore(path: path) }
    }

    @Test(arguments: [
        "CREATE TABLE bookmarks (url)", "CREATE TABLE bookmarks (url); PRAGMA user_version = 1",
        "CREATE TABLE bookmarks (url); PRAGMA user_version = 99; PRAGMA application_id = 5",
    ])
    func anotherProgramsDatabaseIsRefusedAndKept(script: String) throws {
        try Shell(path).run(script)
        #expect(throws: StoreError.foreignSchema(path: path)) { _ = try EventStore(path: path) }
        #expect(try Shell(path).column("SELECT name FROM sqlite_schema") == ["bookmarks"])
    }

    @Test func anotherProgramsEmptyDatabaseIsTaken() throws {
        try Shell(path).run("CREATE TABLE t (x); DROP TABLE t; PRAGMA user_version = 3")
        _ = try EventStore(path: path)
        #expect(try Shell(path).row("PRAGMA user_version") == "1")
    }
}
