import Events
import NIOCore
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
        #expect(try shell.row("PRAGMA user_version") == "7")
        #expect(try shell.row("PRAGMA application_id") == String(0x5350_6572))
        #expect(
            try shell.column("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
                == [
                    "address", "agent", "author", "call", "credential", "destination", "detail", "event", "follower",
                    "late",
                    "method", "node", "number", "number_source", "own_value", "rate", "reported", "session", "setting",
                    "sqlite_sequence",
                    "target", "target_source", "undelivered",
                ])
        #expect(try shell.column("SELECT name FROM sqlite_schema WHERE type = 'view'") == ["honey"])
        #expect(try shell.column("SELECT name FROM pragma_table_info('honey')") == OriginalDatabase.columns)
    }

    @Test func aDatabaseOfOursIsLeftAsItIs() throws {
        _ = try EventStore(path: path)
        let before = try Shell(path).rows("SELECT name, sql FROM sqlite_schema")
        _ = try EventStore(path: path)
        #expect(try Shell(path).rows("SELECT name, sql FROM sqlite_schema") == before)
    }

    @Test func theFirstVersionsDatabaseIsBroughtUpToDate() throws {
        try VersionOneDatabase.make(path)
        let before = try OriginalDatabase.contents(path)
        #expect(before.count == 2)
        _ = try EventStore(path: path)
        #expect(try Shell(path).row("PRAGMA user_version") == "7")
        #expect(try OriginalDatabase.contents(path) == before)

        let new = directory.file("new.db")
        _ = try EventStore(path: new)
        // A column that was added stands differently in the text of its table.
        let layout = """
            SELECT s.type, s.name, iif(s.type = 'table', '', s.sql), c.name, c.type, c."notnull", c.dflt_value, c.pk
            FROM sqlite_schema AS s LEFT JOIN pragma_table_info(s.name) AS c
            WHERE s.name NOT LIKE 'sqlite_%' ORDER BY s.name, c.cid
            """
        #expect(try Shell(path).rows(layout) == Shell(new).rows(layout))
    }

    @Test func theFirstVersionsDatabaseTakesSessionsAndDetails() throws {
        try VersionOneDatabase.make(path)
        var writer = try EventStore(path: path).writer()
        try writer.write(EventBatch([try .make(9_000, message: .register(user: "100"))]))
        let shell = try Shell(path)
        #expect(
            try shell.row("SELECT count(*), address.attempts FROM event JOIN address ON address.id = source") == "3|3")
        #expect(
            try shell.row("SELECT first_event, last_event, attempts, credentials FROM session") == "9000|9000|1|1")
        #expect(try shell.row("SELECT event, username FROM credential") == "9000|100")
        for table in Schema.Totals.allCases {
            let wrong = "SELECT count(*) FROM \(table) WHERE last_minute <> last_seen / \(Schema.minute)"
            #expect(try shell.row(wrong) == "0")
        }
        #expect(
            try shell.column("SELECT name FROM sqlite_schema WHERE name LIKE '%_by_last_seen' ORDER BY name") == [
                "author_by_last_seen", "session_by_last_seen",
            ])
    }

    @Test func theFourthVersionsDatabaseTakesReports() throws {
        _ = try EventStore(path: path)
        let current = try Shell(path).rows("SELECT name, sql FROM sqlite_schema ORDER BY name")
        try Shell(path).run("DROP TABLE reported; DROP TABLE author; DROP TABLE own_value; PRAGMA user_version = 4")
        _ = try EventStore(path: path)
        #expect(try Shell(path).rows("SELECT name, sql FROM sqlite_schema ORDER BY name") == current)
        #expect(try Shell(path).row("PRAGMA user_version") == "7")
    }

    @Test func theFifthVersionsReportsAreKept() throws {
        _ = try EventStore(path: path)
        let layout = """
            SELECT s.type, s.name, iif(s.type = 'table', '', s.sql), c.name, c.type, c."notnull", c.dflt_value, c.pk
            FROM sqlite_schema AS s LEFT JOIN pragma_table_info(s.name) AS c ORDER BY s.name, c.cid
            """
        let current = try Shell(path).rows(layout)
        try Shell(path).run(Self.versionFive)
        _ = try EventStore(path: path)
        #expect(try Shell(path).rows(layout) == current)
        #expect(try Shell(path).row("PRAGMA user_version") == "7")
        #expect(
            try Shell(path).row("SELECT value, legacy, origin, proven, attempts, heard, weight, reports FROM reported")
                == "192.0.2.7|1|0|0|4|9|0|4")
    }

    @Test func theSixthVersionsDatabaseTakesIndexes() throws {
        _ = try EventStore(path: path)
        let current = try Shell(path).rows("SELECT name, sql FROM sqlite_schema ORDER BY name")
        try Shell(path).run(
            "DROP INDEX number_not_dialled; DROP INDEX target_not_dialled; PRAGMA user_version = 6")
        _ = try EventStore(path: path)
        #expect(try Shell(path).rows("SELECT name, sql FROM sqlite_schema ORDER BY name") == current)
        #expect(try Shell(path).row("PRAGMA user_version") == "7")
    }

    @Test func anUpgradeFromTheFifthVersionThatFailsChangesNothing() throws {
        _ = try EventStore(path: path)
        try Shell(path).run(Self.versionFive)
        // In the way of the last index.
        try Shell(path).run("CREATE TABLE own_value_by_expires (x)")
        let before = try Shell(path).rows("SELECT name, sql FROM sqlite_schema")
        #expect(throws: StoreError.self) { _ = try EventStore(path: path) }
        #expect(try Shell(path).rows("SELECT name, sql FROM sqlite_schema") == before)
        #expect(throws: StoreError.olderSchema(path: path)) { _ = try EventReader(path: path) }
    }

    /// Makes of the current layout the one of version 5, with a report in it.
    private static let versionFive = """
        DROP TABLE reported; DROP TABLE author; DROP TABLE own_value;
        CREATE TABLE IF NOT EXISTS reported (
            kind INTEGER NOT NULL,
            value TEXT NOT NULL,
            author BLOB NOT NULL,
            legacy INTEGER NOT NULL,
            first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            reports INTEGER NOT NULL,
            PRIMARY KEY (kind, value, author)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS reported_by_time ON reported (last_seen);
        INSERT INTO reported VALUES (0, '192.0.2.7', x'000102030405060708090a0b0c0d0e0f', 1, 5, 9, 4);
        PRAGMA user_version = 5;
        """

    @Test func anUpgradeThatFailsChangesNothing() throws {
        try VersionOneDatabase.make(path)
        // In the way of the last index.
        try Shell(path).run("CREATE TABLE session_by_last_seen (x)")
        let before = try Shell(path).rows("SELECT name, sql FROM sqlite_schema")
        #expect(throws: StoreError.self) { _ = try EventStore(path: path) }
        #expect(try Shell(path).rows("SELECT name, sql FROM sqlite_schema") == before)
        #expect(try Shell(path).row("PRAGMA user_version") == "1")

        try Shell(path).run("DROP TABLE session_by_last_seen")
        _ = try EventStore(path: path)
        #expect(try Shell(path).row("PRAGMA user_version") == "7")
    }

    @Test func aNewerLayoutIsRefused() throws {
        _ = try EventStore(path: path)
        try Shell(path).run("PRAGMA user_version = 8")
        #expect(throws: StoreError.newerSchema(path: path, version: 8)) { _ = try EventStore(path: path) }
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
        #expect(try Shell(path).row("PRAGMA user_version") == "7")
    }
}
