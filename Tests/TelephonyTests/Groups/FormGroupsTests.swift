import Testing

@testable import Telephony

@Suite struct FormGroupsTests {
    private func form(_ text: String) throws -> DialString { try #require(DialString(text)) }

    @Test func aNewFormTellsWhatEarlierOnesMean() throws {
        var groups = FormGroups()
        let alone = groups.note(try form("87846812410967"), as: 1) { _ in [] }
        #expect(alone.changes.isEmpty)
        let further = groups.note(try form("0046812410967"), as: 2) { _ in [] }
        #expect(further.reading.e164?.description == "+46812410967")
        #expect(groups.note(try form("87846812410967")).e164?.description == "+46812410967")
    }

    /// 001 is a prefix in Asia, and 269 the Comoros.
    @Test func changesAreReportedByTheirNames() throws {
        var groups = FormGroups()
        let first = groups.note(try form("0012693018488"), as: 7) { _ in [] }
        #expect(first.reading.e164?.description == "+2693018488")
        var changes: [FormGroups.Change] = []
        for (id, prefix) in ["011", "9", "900"].enumerated() {
            changes += groups.note(try form("\(prefix)12693018488"), as: Int64(id)) { _ in [] }.changes
        }
        #expect(changes.last { $0.id == 7 }?.reading.e164?.description == "+12693018488")
        #expect(changes.last { $0.id == 7 }?.reading.prefix == "00")
    }

    @Test func aFormThatIsRememberedChangesNothing() throws {
        var groups = FormGroups()
        let first = groups.note(try form("0046812410967"), as: 1) { _ in [] }
        let again = groups.note(try form("0046812410967"), as: 1) { _ in
            Issue.record("loads what it remembers")
            return []
        }
        #expect(again.reading == first.reading)
        #expect(again.changes.isEmpty)
    }

    @Test func aGroupThatIsMissingIsLoaded() throws {
        var groups = FormGroups()
        let earlier = try form("87846812410967")
        let reading = DialledNumber(e164: nil, prefix: "", confidence: 50)
        var asked: [ClosedRange<Int64>] = []
        let noted = groups.note(try form("0046812410967"), as: 2) { tails in
            asked.append(tails)
            return [FormGroups.Member(id: 1, form: earlier, reading: reading)]
        }
        #expect(asked == [try form("2410967").tails])
        #expect(noted.changes.map(\.id) == [1])
        #expect(noted.changes.first?.reading.e164?.description == "+46812410967")
    }

    @Test func aFaultOfLoadingIsTheCallers() throws {
        struct Fault: Error {}
        var groups = FormGroups()
        let wanted = try form("0046812410967")
        #expect(throws: Fault.self) { try groups.note(wanted, as: 1) { _ throws(Fault) in throw Fault() } }
        #expect(groups.groupCount == 0)
    }

    @Test func extensionsBelongToNoGroup() throws {
        var groups = FormGroups()
        #expect(groups.note(try form("1001")).e164 == nil)
        #expect(groups.groupCount == 0)
    }

    /// All of them end in the same seven digits.
    @Test func aFullGroupDividesAndGoesOn() throws {
        var chance = SeededGenerator(seed: 9)
        var groups = FormGroups()
        var targets: [String] = []
        for head in 100...999 where NumberingPlan.standing(of: try #require(E164("46\(head)1234567"))) != .impossible {
            targets.append("46\(head)1234567")
        }
        for code in ["441512", "493012", "39061", "481212", "4420712", "12125", "919812", "551123", "33142", "3462123"]
        {
            targets.append("\(code)1234567")
        }
        let numbers = targets.compactMap { E164($0) }.filter { NumberingPlan.standing(of: $0) == .allocated }
        let prefixes = ["00", "011", "9", "900", "0000", "810", "9011", "", "99", "0011", "777", "000"]
        let shots = numbers.flatMap { number in prefixes.map { ($0, number) } }.shuffled(using: &chance)
        for (prefix, number) in shots { _ = groups.note(try form("\(prefix)\(number.value)")) }
        let right = try shots.count { try groups.note(form("\($0)\($1.value)")).e164 == $1 }
        #expect(numbers.count > 5)
        #expect(Double(right) / Double(shots.count) > 0.97)
    }

    @Test func morePrefixesThanAGroupHoldsChangeNothing() throws {
        var groups = FormGroups()
        for prefix in 1...500 { _ = groups.note(try form("\(prefix)46812410967")) }
        let right = try (1...500).count { try groups.note(form("\($0)46812410967")).e164?.value == 46_812_410_967 }
        #expect(right > 490)
        #expect(groups.formCount <= 500)
    }

    @Test func memoryIsBounded() throws {
        var chance = SeededGenerator(seed: 10)
        var groups = FormGroups()
        for _ in 0..<20_000 {
            _ = groups.note(try form("00" + chance.digits(8...14)))
            #expect(groups.groupCount <= FormGroups.maximumGroups)
        }
        #expect(groups.groupCount > FormGroups.maximumGroups / 2)
        groups = FormGroups()
        for number in 0..<60_000 {
            _ = groups.note(try form("9\(number)4681241\(1000 + number % 900)"))
            if number.isMultiple(of: 1000) { #expect(groups.formCount <= FormGroups.maximumForms) }
        }
        #expect(groups.formCount > FormGroups.maximumForms / 2)
    }

    @Test func groupsThatAreLoadedAreBoundedToo() throws {
        var groups = FormGroups()
        for number in 0..<3_000 {
            let ending = 81_240_000 + number
            let members = try (0..<60).map { prefix in
                FormGroups.Member(
                    id: Int64(prefix), form: try form("\(prefix)46\(ending)"),
                    reading: DialledNumber(e164: nil, prefix: "", confidence: 50))
            }
            _ = groups.note(try form("146\(ending)"), as: 1) { _ in members }
        }
        #expect(groups.formCount <= FormGroups.maximumForms)
    }

    /// As many as were asked for: there may be any number of them.
    @Test func ofAGroupThatIsTooLargeTheBranchIsLoaded() throws {
        var groups = FormGroups()
        var asked: [ClosedRange<Int64>] = []
        let others = try (0..<FormGroups.formsOfGroup).map { number in
            FormGroups.Member(id: Int64(number), form: try form("00\(30 + number)\(100 + number)1234567"), reading: nil)
        }
        let noted = groups.note(try form("0046811234567"), as: 100) { tails in
            asked.append(tails)
            return asked.count == 1 ? others : []
        }
        #expect(asked == [try form("1234567").tails, try form("11234567").tails])
        #expect(noted.reading.e164?.description == "+46811234567")
    }

    /// 0046… and 00-46… are two texts and one form.
    @Test func aFormMayHaveSeveralNames() throws {
        var groups = FormGroups()
        let first = groups.note(try form("0012693018488"), as: 1) { _ in [] }
        let second = groups.note(try form("001-269-301-8488"), as: 2) { _ in [] }
        #expect(first.reading.e164 == second.reading.e164)
        var changed: Set<Int64> = []
        for (id, prefix) in ["011", "9", "900", "9011"].enumerated() {
            let noted = groups.note(try form("\(prefix)12693018488"), as: Int64(10 + id)) { _ in [] }
            changed.formUnion(noted.changes.map(\.id))
        }
        #expect(changed.isSuperset(of: [1, 2]))
    }

    @Test func theLatestGroupsAreRemembered() throws {
        var groups = FormGroups()
        for number in 0..<10_000 {
            _ = groups.note(try form("0046\(81_240_000 + number)"))
            _ = groups.note(try form("0046812410967"), as: 1) { _ in
                if number > 0 { Issue.record("forgot a group that was asked for just now") }
                return []
            }
        }
    }
}
