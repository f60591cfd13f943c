import Telephony

/// A number after a plus, and what phonenumbers makes of it: a line of `samples.py`.
struct Sample {
    let digits: String
    /// Empty when it refuses to parse the number.
    let callingCode: String
    let nationalNumber: String
    let isValid: Bool
    let isPossible: Bool
    /// Empty when it knows none.
    let region: String

    init?(_ line: Substring) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 6 else { return nil }
        (digits, callingCode, nationalNumber, region) = (fields[0], fields[1], fields[2], fields[5])
        (isValid, isPossible) = (fields[3] == "1", fields[4] == "1")
    }

    /// What follows the calling code, as it was written.
    var written: Substring { digits.dropFirst(callingCode.count) }

    var reading: NumberingPlan.Reading? { NumberingPlan.reading(of: Array(digits.utf8).span) }

    /// The country is compared only for valid numbers: of others phonenumbers does not say it reliably.
    func agrees(with reading: NumberingPlan.Reading?) -> Bool {
        guard let reading else { return !isValid && !isPossible }
        return callingCode == "\(reading.callingCode)"
            && nationalNumber == reading.number.nationalNumber
            && isValid == (reading.standing == .allocated)
            && isPossible
            && (!isValid || region == reading.number.country?.description ?? "")
    }

    /// Why the two may differ. docs/NUMBERS.md explains each.
    enum Reason: CaseIterable {
        /// More than 15 digits (ITU-T E.164 §6.2.1).
        case tooLong
        /// Valid, yet not possible: Canadian 310 numbers, which nobody outside can dial.
        case onlyInside
        /// phonenumbers took digits away, or put some in, that are no trunk prefix: a carrier's code, an area code.
        case otherPrefix
        /// It looks at the general shape of numbers, we at what is allocated, to say whether a zero or eight in front is
        /// a trunk prefix.
        case trunkPrefix
    }

    func reason(for reading: NumberingPlan.Reading?) -> Reason? {
        if callingCode.count + nationalNumber.count > 15 { return .tooLong }
        if isValid, !isPossible { return .onlyInside }
        let country = E164(digits: digits.utf8.prefix(E164.maximumDigits))?.country
        let trunkPrefix = country.map(NumberingPlan.trunkPrefix(of:)) ?? ""
        let bare = written.hasPrefix(trunkPrefix) ? written.dropFirst(trunkPrefix.count) : written
        guard nationalNumber == written || nationalNumber == bare else { return .otherPrefix }
        guard let reading, reading.standing == .allocated || !isValid else { return nil }
        return [written, bare].contains { $0 == reading.number.nationalNumber } ? .trunkPrefix : nil
    }
}
