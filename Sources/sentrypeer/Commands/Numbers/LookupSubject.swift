import SIP
import Telephony

/// What somebody asks about.
enum LookupSubject: Equatable {
    case address(IPAddress)
    /// A number in whatever form, or a name.
    case number(String)
    /// The last digits of a number whose others are not known: `*729221`, `…729221`, `...729221`.
    case ending(DialString)

    private static let marks = ["*", "…", "..."]
    /// Fewer would be the end of too many numbers.
    static let fewestDigits = 4

    /// Nil for the ending of a number that has too few digits, or none.
    init?(_ text: String) {
        if let address = IPAddress(text) {
            self = .address(address)
        } else if let mark = Self.marks.first(where: text.hasPrefix) {
            guard let digits = DialString(text.utf8.dropFirst(mark.utf8.count)), digits.count >= Self.fewestDigits
            else { return nil }
            self = .ending(digits)
        } else {
            self = .number(text)
        }
    }
}
