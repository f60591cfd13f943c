/// Finds the dialled digits in what attackers and users write.
enum DialStringReader {
    private static let longestText = 1024
    /// Digits that can be a number on their own: what a letter, a pause or a `#` follows then is complete.
    private static let shortestNumber = 7

    static func read(_ bytes: Span<UInt8>) -> DialString? {
        if let form = plain(bytes) { return form }
        let text = bytes.extracting(..<min(bytes.count, longestText))
        return written(text.indices.map { text[$0] })
    }

    /// Digits after at most one plus, as nearly all forms are.
    private static func plain(_ bytes: Span<UInt8>) -> DialString? {
        let start = bytes.count > 0 && bytes[0] == UInt8(ascii: "+") ? 1 : 0
        guard (1...DialString.maximumDigits).contains(bytes.count - start) else { return nil }
        var packed = PackedDigits()
        for index in start..<bytes.count {
            guard let digit = bytes[index].decimalDigit else { return nil }
            packed.append(digit)
        }
        return DialString(packed, digitsAfterPlus: start * packed.count)
    }

    private static func written(_ text: [UInt8]) -> DialString? {
        let parts = withoutScheme(text[...]).prefix { $0 != UInt8(ascii: "@") }
            .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard let subscriber = parts.first?.prefix(while: { $0 != UInt8(ascii: ":") }) else { return nil }
        let symbols = DialSymbol.symbols(in: ServiceCode.dropped(from: subscriber))
        guard let number = vanityNumber(symbols) ?? number(symbols) else { return nil }
        return parts.dropFirst().lazy.compactMap { PhoneContext($0) }.first?.global(number) ?? number
    }

    private static func withoutScheme(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let text = text.drop { " \t<\"'".utf8.contains($0) }
        for scheme in ["tel:", "sip:", "sips:"] where text.startsInAnyCase(with: scheme) {
            return withoutScheme(text.dropFirst(scheme.utf8.count))
        }
        return text
    }

    /// The digits; of several runs with letters between the first that is long enough. Letters around a number are
    /// noise, short runs of digits with letters are a name.
    private static func number(_ symbols: [DialSymbol]) -> DialString? {
        var packed = PackedDigits()
        var digitsAfterPlus: Int?
        var hasLetters = false
        for symbol in symbols {
            switch symbol {
            case .digit(let digit):
                packed.append(digit)
                digitsAfterPlus = digitsAfterPlus.map { $0 + 1 }
            case .plus: digitsAfterPlus = 0
            case .letter where packed.count < shortestNumber:
                hasLetters = true
                packed = PackedDigits()
                digitsAfterPlus = nil
            case .end where packed.count < shortestNumber: continue
            case .letter, .end: return DialString(packed, digitsAfterPlus: digitsAfterPlus ?? 0)
            }
        }
        guard packed.count >= (hasLetters ? shortestNumber : 1) else { return nil }
        return DialString(packed, digitsAfterPlus: digitsAfterPlus ?? 0)
    }

    /// Letters for digits as on the keys of a telephone (ITU-T E.161 §3.1), after the digits of a calling or area code:
    /// +1-800-FLOWERS.
    private static func vanityNumber(_ symbols: [DialSymbol]) -> DialString? {
        var packed = PackedDigits()
        var (digitsAhead, letters) = (0, 0)
        for symbol in symbols {
            switch symbol {
            case .digit(let digit):
                packed.append(digit)
                digitsAhead += letters == 0 ? 1 : 0
            case .letter(let key?):
                packed.append(key)
                letters += 1
            case .letter(nil): return nil
            case .plus, .end: continue
            }
        }
        guard letters >= 4, (3...8).contains(digitsAhead), (10...15).contains(packed.count) else { return nil }
        return DialString(packed, digitsAfterPlus: symbols.first == .plus ? packed.count : 0)
    }
}

extension Collection<UInt8> {
    /// - Parameter head: ASCII in small letters.
    func startsInAnyCase(with head: String) -> Bool {
        count >= head.utf8.count && zip(self, head.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }
}
