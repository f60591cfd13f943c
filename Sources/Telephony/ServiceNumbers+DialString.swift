extension ServiceNumbers {
    /// What most systems have callers dial for an outside line, and what is an emergency there as well.
    private static let usualLines = ["9", "0"]
    private static let emergencies: Set<String> = ["112", "911", "999"]
    private static let usualInternationalPrefixes = ["00", "011"]

    /// Whether a form is a service or emergency number, as it is or as callers of a plan reach it: behind the outside line
    /// (9 911), or with the calling code of a country (+44 999).
    public static func contains(_ form: DialString, in plan: CallerDialPlan?) -> Bool {
        let digits = Array(form.digits.utf8)
        if form.hasPlus { return isServiceOfCountry(digits.suffix(form.digitsAfterPlus)) }
        guard let plan else {
            return isService(digits[...], in: nil, behind: usualInternationalPrefixes)
                || usualLines.contains { line in
                    digits[...].dropping(line).map { emergencies.contains(String(decoding: $0, as: UTF8.self)) }
                        ?? false
                }
        }
        return [digits[...], digits[...].dropping(plan.outsideLine)].contains { rest in
            rest.map { isService($0, in: plan.country, behind: plan.internationalPrefixes) } ?? false
        }
    }

    private static func isService(
        _ digits: ArraySlice<UInt8>, in country: Country?, behind internationalPrefixes: [String]
    ) -> Bool {
        contains(Array(digits).span, in: country)
            || internationalPrefixes.contains { digits.dropping($0).map(isServiceOfCountry) ?? false }
    }

    /// With a calling code in front.
    private static func isServiceOfCountry(_ digits: ArraySlice<UInt8>) -> Bool {
        guard let number = E164(digits: digits) else { return false }
        return contains(Array(number.nationalNumber.utf8).span, in: number.country)
    }
}
