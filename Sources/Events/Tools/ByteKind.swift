/// The alphabets that programs draw their random identifiers from.
enum ByteKind {
    case digit, lowercaseHex, uppercaseHex, lowercaseOrDigit, wordCharacter

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        switch (self, byte) {
        case (_, 0x30...0x39): true
        case (.lowercaseHex, 0x61...0x66), (.uppercaseHex, 0x41...0x46): true
        case (.lowercaseOrDigit, 0x61...0x7A): true
        case (.wordCharacter, 0x61...0x7A), (.wordCharacter, 0x41...0x5A), (.wordCharacter, 0x5F): true
        default: false
        }
    }
}
