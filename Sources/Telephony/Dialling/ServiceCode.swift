/// Codes in front of a number that ask the exchange for a service: withhold my number, forward calls.
enum ServiceCode {
    /// In North America without an end of their own: withhold or show the caller's number.
    private static let openCodes = ["*67", "*82"]
    private static let shortestNumber = 7
    private static let stars: Set<UInt8> = [UInt8(ascii: "*"), UInt8(ascii: "#")]

    /// What is left when a code stands in front: `*31#`, `#31#`, `*21*` (ETSI TS 122 030 §6.5.2), `*67`.
    static func dropped(from text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let head = text.prefix { stars.contains($0) }
        guard (1...2).contains(head.count) else { return text }
        let code = text[head.endIndex...].prefix { $0.decimalDigit != nil }
        let rest = text[code.endIndex...]
        if let end = rest.first, stars.contains(end), (1...4).contains(code.count), hasNumber(rest) {
            return rest.dropFirst()
        }
        for open in openCodes where text.starts(with: open.utf8) && hasNumber(text.dropFirst(open.utf8.count)) {
            return text.dropFirst(open.utf8.count)
        }
        return text
    }

    private static func hasNumber(_ text: ArraySlice<UInt8>) -> Bool {
        text.count { $0.decimalDigit != nil } >= shortestNumber
    }
}
