import Foundation
import Testing

@Suite struct GeneratedTablesTests {
    /// `make numbering` writes what is committed, byte for byte.
    @Test func theyAreWhatTheGeneratorMakes() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "sentrypeer-numbering-\(UUID())")
        defer { try? FileManager.default.removeItem(at: directory) }
        _ = try NumberingScript.run("generate.py", directory.path)
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
        #expect(names == ["CallingCode+Data.swift", "NumberAutomaton+Data.swift", "ServiceNumbers+Data.swift"])
        for name in names {
            let made = try Data(contentsOf: directory.appending(path: name))
            let committed = try Data(contentsOf: NumberingScript.sources.appending(path: name))
            #expect(made == committed, "\(name): run make numbering")
        }
    }
}
