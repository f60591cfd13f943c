import Testing

@testable import Store

@Suite struct SettingTableTests {
    private let directory: TemporaryDirectory
    private let settings: SettingTable

    init() throws {
        directory = try TemporaryDirectory()
        _ = try EventStore(path: directory.file("x.db"))
        settings = SettingTable(try SQLiteConnection(path: directory.file("x.db")))
    }

    @Test func keepsIntegersAndBytes() throws {
        #expect(try settings.integer("a") == nil && settings.blob("a") == nil)
        try settings.set("a", Int64.max)
        try settings.set("b", [1, 0, 255])
        #expect(try settings.integer("a") == .max)
        #expect(try settings.blob("b") == [1, 0, 255])
    }

    @Test func theLastValueCounts() throws {
        try settings.set("a", 1)
        try settings.set("a", 2)
        #expect(try settings.integer("a") == 2)
        try settings.remove("a")
        try settings.remove("a")
        #expect(try settings.integer("a") == nil)
    }
}
