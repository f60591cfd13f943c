import Foundation
import Testing

@testable import Store

@Suite struct DatabasePathTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test(arguments: ["sentrypeer.db", "./sentrypeer.db", "/sentrypeer.db", "../sentrypeer.db", ":memory:"])
    func hasItsDirectory(path: String) {
        #expect(DatabasePath(path).hasDirectory)
    }

    @Test func lacksItsDirectory() throws {
        #expect(DatabasePath(directory.file("x.db")).hasDirectory)
        #expect(DatabasePath(directory.file("x.db")).isDirectoryWritable)
        #expect(!DatabasePath(directory.file("missing/x.db")).hasDirectory)
        #expect(!DatabasePath(directory.file("missing/x.db")).isDirectoryWritable)
        // A file is none.
        #expect(FileManager.default.createFile(atPath: directory.file("file"), contents: nil))
        #expect(!DatabasePath(directory.file("file/x.db")).hasDirectory)
    }
}
