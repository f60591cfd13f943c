import Telephony
import Testing

@Suite struct FormGroupTests {
    private func forms(_ number: String, _ prefixes: String) throws -> [DialString] {
        try prefixes.split(separator: " ", omittingEmptySubsequences: false).map {
            try #require(DialString($0 + number))
        }
    }

    private func numbers(_ forms: [DialString]) -> [String] {
        FormGroup.settle(forms).map { $0.e164?.description ?? "none" }
    }

    /// Alone the first reads as +49 46812410967.
    @Test func whatFormsHaveInCommonIsTheNumber() throws {
        let forms = try forms("46812410967", "878 87849 00 9")
        #expect(numbers(forms) == Array(repeating: "+46812410967", count: 4))
        #expect(FormGroup.settle(forms).map(\.prefix) == ["878", "87849", "00", "9"])
    }

    @Test func aFormSettlesWhatAnotherMeans() throws {
        let alone = try #require(DialString("8784946812410967"))
        let together = FormGroup.settle([alone, try #require(DialString("0046812410967"))])
        #expect(together[0].e164?.description == "+46812410967")
        #expect(together[0].prefix == "87849")
        #expect(together[0].confidence > DialledNumber(alone).confidence)
    }

    /// Both are allocated: Sweden's and Germany's numbers with the same last seven digits.
    @Test func targetsWithTheSameLastDigitsAreToldApart() throws {
        let swedish = try forms("46812410967", "00 900 011 +")
        let german = try forms("493012410967", "00 900 011 +")
        let expected = Array(repeating: "+46812410967", count: 4) + Array(repeating: "+493012410967", count: 4)
        #expect(numbers(swedish + german) == expected)
    }

    /// Of sixty prefixes six end in a one, and +1 and the number would be one of the United States.
    @Test func afterManyPrefixesSomeHaveTheirLastDigitInCommon() throws {
        let prefixes = (10..<70).map { "\($0)" }.joined(separator: " ")
        #expect(Set(numbers(try forms("2025550123", prefixes))) == Set(numbers(try forms("2025550123", "00"))))
    }

    @Test func nothingOfTheOrderShows() throws {
        var chance = SeededGenerator(seed: 7)
        for round in 0..<200 {
            let ending = chance.digits(7...9)
            let forms = (0..<Int.random(in: 1...80, using: &chance)).compactMap { _ in
                DialString((Bool.random(using: &chance) ? "+" : "") + chance.digits(0...(round % 12)) + ending)
            }
            let readings = Dictionary(zip(forms, FormGroup.settle(forms)), uniquingKeysWith: { first, _ in first })
            let shuffled = forms.shuffled(using: &chance)
            for (form, reading) in zip(shuffled, FormGroup.settle(shuffled)) { #expect(reading == readings[form]) }
        }
    }

    @Test func formsOfOtherEndingsAreReadApart() throws {
        let forms = try ["0046812410967", "0046812410968", "1001", "123456"].map { try #require(DialString($0)) }
        #expect(FormGroup.settle(forms) == forms.map { DialledNumber($0) })
        #expect(FormGroup.settle([]) == [])
    }

    @Test func anyFormsHaveReadings() {
        var chance = SeededGenerator(seed: 8)
        for _ in 0..<300 {
            let ending = chance.digits(0...20)
            let forms = (0..<Int.random(in: 1...100, using: &chance)).compactMap { _ in
                DialString((Bool.random(using: &chance) ? "+" : "") + chance.digits(0...25) + ending)
            }
            for (form, reading) in zip(forms, FormGroup.settle(forms)) {
                #expect(form.digits.hasPrefix(reading.prefix))
                if let number = reading.e164 { #expect(form.digits.hasSuffix(number.nationalNumber)) }
            }
        }
    }
}
