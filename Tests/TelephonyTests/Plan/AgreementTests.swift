import Testing

/// The plan says of any number what phonenumbers says of it.
@Suite struct AgreementTests {
    @Test func twentyThousandNumbersOfAllCountriesAreReadAlike() throws {
        let lines = try NumberingScript.run("samples.py", "20000").split(separator: "\n")
        let samples = lines.compactMap(Sample.init)
        #expect(samples.count == 20_000)
        var counts: [Sample.Reason: Int] = [:]
        for sample in samples {
            let reading = sample.reading
            guard !sample.agrees(with: reading) else { continue }
            let reason = sample.reason(for: reading)
            #expect(reason != nil, "\(sample), not \(String(describing: reading))")
            if let reason { counts[reason, default: 0] += 1 }
        }
        // The samples are always the same ones: another count is another rule, here or in docs/NUMBERS.md.
        #expect(counts == [.tooLong: 35, .onlyInside: 3, .otherPrefix: 59, .trunkPrefix: 13])
    }
}
