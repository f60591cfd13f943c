import Testing

@testable import Store

@Suite struct DatabaseLockTests {
    @Test("A second node on the same database is refused, and let in once the first has gone")
    func refusesASecondNode() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("sentrypeer.db")
        var first: DatabaseLock? = try DatabaseLock(database: path)
        #expect(throws: StoreError.inUse(path: path)) { try DatabaseLock(database: path) }
        withExtendedLifetime(first) {}
        first = nil
        #expect(throws: Never.self) { try DatabaseLock(database: path) }
    }

    @Test("The sentence names the file and the flag")
    func sentence() {
        #expect(
            StoreError.inUse(path: "a.db").description
                == "The database a.db is in use by another node; stop that one, or choose another file with -f.")
    }
}
