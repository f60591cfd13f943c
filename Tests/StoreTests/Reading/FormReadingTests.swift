import Telephony
import Testing

@testable import Store

@Suite struct FormReadingTests {
    private let database: NumberDatabase
    private let reader: EventReader
    private let target: StoredTarget

    init() throws {
        database = try NumberDatabase([
            ("0046500729221", "198.51.100.7"), ("0046500729221", "198.51.100.8"), ("90046500729221", "198.51.100.7"),
            ("00442079460018", "198.51.100.9"), ("1001", "198.51.100.9"), ("alice", "198.51.100.9"),
        ])
        reader = try database.reader()
        guard case .found(let finding) = try reader.numberLookup()("+46500729221") else {
            throw Shell.Failure(message: "not found")
        }
        target = try #require(finding.target)
    }

    @Test func formsOfATargetAreAHistogramOfItsPrefixes() throws {
        let forms = try reader.forms(of: target.e164, limit: 10)
        #expect(forms.map(\.calledNumber) == ["0046500729221", "90046500729221"])
        #expect(forms.map { $0.reading?.prefix } == ["00", "900"])
        #expect(forms.map(\.attempts) == [2, 1])
        #expect(try reader.forms(of: target.e164, limit: 1).count == 1)
    }

    @Test func aPartOfANumberIsEnough() throws {
        let ending = try #require(DialString("29221".utf8))
        #expect(
            try reader.forms(endingIn: ending, limit: 10).map(\.calledNumber) == ["0046500729221", "90046500729221"])
        #expect(try reader.forms(endingIn: try #require(DialString("29222".utf8)), limit: 10).isEmpty)
    }

    @Test func sourcesAreDistinctAndTheNewestFirst() throws {
        #expect(target.sources == 2 && target.attempts == 3)
        #expect(try reader.sources(of: target, limit: 10).map(\.value) == ["198.51.100.7", "198.51.100.8"])
        #expect(try reader.sources(of: target, limit: 1).map(\.value) == ["198.51.100.7"])
        let form = try #require(try reader.forms(of: target.e164, limit: 1).first)
        #expect(try reader.sources(of: form, limit: 10).map(\.value) == ["198.51.100.7", "198.51.100.8"])
    }

    @Test func listsByFormAndByTargetCountTheSame() throws {
        var forms = try reader.forms()
        var targets = try reader.targets()
        let listedForms = try forms.next(100)
        let listedTargets = try targets.next(100)
        #expect(listedForms.map(\.calledNumber).first == "alice")
        #expect(listedTargets.map(\.e164.description) == ["+442079460018", "+46500729221"])
        #expect(try reader.targetCount() == 2 && reader.numberCount() == 5)
        let inForms = listedForms.filter { $0.reading?.e164 != nil }.reduce(0) { $0 + $1.attempts }
        #expect(inForms == listedTargets.reduce(0) { $0 + $1.attempts })
    }
}
