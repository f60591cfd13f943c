/// Emergency and service numbers such as 112, 911, 101 or 116 117. They mean something only inside a country, and nobody
/// shall be warned of them.
public enum ServiceNumbers {
    private static let automaton = NumberAutomaton(edges: edges, tails: tails)
    private static let rootOfCountry = Dictionary(
        uniqueKeysWithValues: zip(NumberingPlan.countries, NumberAutomaton.words(rootsOfCountries)))
    private static let rootOfAll = NumberAutomaton.words(rootOfAllCountries)[0]

    /// Whether ASCII digits, all of them, are an emergency or service number that costs callers in `country` nothing or
    /// little, or one that helps in any country (112, 911, 999). Without a country: an emergency number of any, or a
    /// service that has the same number in many.
    public static func contains(_ digits: Span<UInt8>, in country: Country?) -> Bool {
        // The sets have the count of digits in front, so that no number in them is the beginning of another.
        var counted = InlineArray<10, UInt8>(repeating: UInt8(ascii: "0"))
        guard digits.count < counted.count else { return false }
        counted[0] += UInt8(digits.count)
        for index in digits.indices {
            guard digits[index].decimalDigit != nil else { return false }
            counted[index + 1] = digits[index]
        }
        let root = country.flatMap { rootOfCountry[$0] } ?? rootOfAll
        return automaton.label(of: counted.span.extracting(...digits.count), from: 0, root: Int(root)) > 0
    }
}
