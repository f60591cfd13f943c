import Foundation
import Testing

@testable import Telephony

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

    /// Small devices carry them.
    @Test func togetherTheyAreLessThan64KB() {
        let tables = [
            CallingCode.data, NumberAutomaton.roots, NumberAutomaton.edges, NumberAutomaton.tails,
            ServiceNumbers.rootsOfCountries, ServiceNumbers.rootOfAllCountries, ServiceNumbers.edges,
            ServiceNumbers.tails,
        ]
        #expect(tables.reduce(0) { $0 + $1.utf8CodeUnitCount } < 64_000)
    }

    /// Walking relies on it.
    @Test(arguments: [
        (NumberAutomaton.roots, NumberAutomaton.edges, NumberAutomaton.tails),
        (ServiceNumbers.rootsOfCountries, ServiceNumbers.edges, ServiceNumbers.tails),
        (ServiceNumbers.rootOfAllCountries, ServiceNumbers.edges, ServiceNumbers.tails),
    ])
    func nothingLeadsOutOfATable(roots: StaticString, edges: StaticString, tails: StaticString) throws {
        let places = NumberAutomaton.words(edges).count + NumberAutomaton.words(tails).count
        #expect(NumberAutomaton.words(roots).allSatisfy { $0 < places })
        #expect(NumberAutomaton.words(edges).allSatisfy { $0 >> 11 < places })
        // A state ends with the table, if not before.
        #expect(try #require(NumberAutomaton.words(edges).last) >> 10 & 1 == 1)
    }

    @Test func eachCallingCodeAndCountryHasARoot() {
        #expect(NumberingPlan.table.codes.count == NumberAutomaton.words(NumberAutomaton.roots).count)
        #expect(NumberingPlan.countries.count == NumberAutomaton.words(ServiceNumbers.rootsOfCountries).count)
    }
}
