extension CallerDialPlan {
    /// How sure a reading is, in percent, when its number is allocated.
    private enum Sureness {
        static let withPlus = 100
        static let international = 99
        static let national = 97
        /// Without the trunk prefix that the country has: local calls, and mobiles that put a plus there.
        static let withoutTrunkPrefix = 80
        /// A calling code and nothing in front.
        static let bare = 60
        /// Less for a number that is not allocated, and for one dialled without the outside line: by then an extension is
        /// as likely.
        static let possible = 15
        static let noLine = 10
    }

    /// The number that an exchange of this plan connects.
    ///
    /// - Returns: nil for extensions, for emergency and service numbers, and for what cannot be dialled here; the
    ///   confidence is in percent.
    public func e164(of form: DialString) -> (e164: E164, confidence: Int)? {
        guard !ServiceNumbers.contains(form, in: self) else { return nil }
        let digits = Array(form.digits.utf8)
        if form.hasPlus { return Self.number(digits.suffix(form.digitsAfterPlus), Sureness.withPlus) }
        var readings = self.readings(digits[...])
        if !outsideLine.isEmpty {
            readings = readings.map { ($0.e164, $0.confidence - Sureness.noLine) }
            if let rest = digits[...].dropping(outsideLine) { readings += self.readings(rest) }
        }
        return readings.max { $0.confidence < $1.confidence }
    }

    private func readings(_ digits: ArraySlice<UInt8>) -> [(e164: E164, confidence: Int)] {
        var readings = internationalPrefixes.map { prefix in
            digits.dropping(prefix).flatMap { Self.number($0, Sureness.international) }
        }
        if trunkPrefix.isEmpty {
            readings.append(national(digits, Sureness.national))
        } else if let rest = digits.dropping(trunkPrefix) {
            readings.append(national(rest, Sureness.national))
        } else {
            readings.append(national(digits, Sureness.withoutTrunkPrefix))
        }
        readings.append(Self.number(digits, Sureness.bare, ifAllocated: true))
        return readings.compactMap(\.self)
    }

    private func national(_ digits: ArraySlice<UInt8>, _ confidence: Int) -> (e164: E164, confidence: Int)? {
        digits.count < 20 ? Self.number(callingCode.utf8 + digits, confidence) : nil
    }

    private static func number(
        _ digits: ArraySlice<UInt8>, _ confidence: Int, ifAllocated: Bool = false
    ) -> (e164: E164, confidence: Int)? {
        guard digits.count >= Candidates.shortest, let reading = NumberingPlan.reading(of: Array(digits).span) else {
            return nil
        }
        if reading.standing == .allocated { return (reading.number, confidence) }
        return ifAllocated ? nil : (reading.number, confidence - Sureness.possible)
    }
}

extension ArraySlice<UInt8> {
    /// What follows a prefix; nil when it does not stand in front.
    func dropping(_ prefix: String) -> ArraySlice<UInt8>? {
        starts(with: prefix.utf8) ? dropFirst(prefix.utf8.count) : nil
    }
}
