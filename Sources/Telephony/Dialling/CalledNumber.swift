/// Whom a caller means by what they dial.
public enum CalledNumber: Hashable, Sendable {
    /// An emergency or service number, which nobody may be kept from calling.
    case service
    /// - Parameter confidence: how sure that is, in percent.
    case number(E164, confidence: Int)
    /// An extension, or digits that are no number.
    case unknown

    /// Percent: what is written with a plus in front needs no guess (ITU-T E.123 §2.5).
    private static let withPlus = (allocated: 100, possible: 85)

    /// - Parameter plan: how the caller dials. Without one, and for what can't be dialled in it, a form is read as an
    ///   attacker's.
    public init(_ form: DialString, in plan: CallerDialPlan?) {
        if ServiceNumbers.contains(form, in: plan) {
            self = .service
        } else if let called = plan?.e164(of: form) {
            self = .number(called.e164, confidence: called.confidence)
        } else if form.digitsAfterPlus == form.count, let reading = form.withDigits(NumberingPlan.reading(of:)) {
            self = .number(
                reading.number,
                confidence: reading.standing == .allocated ? Self.withPlus.allocated : Self.withPlus.possible)
        } else {
            let reading = DialledNumber(form)
            self = reading.e164.map { .number($0, confidence: reading.confidence) } ?? .unknown
        }
    }
}
