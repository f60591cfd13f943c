import Delivery

/// Text in columns of a terminal.
enum TerminalCells {
    /// An attacker's text in exactly so many columns, its end cut off or spaces behind it.
    static func left(_ text: String, _ width: Int) -> String {
        let (shown, used) = cut(text, width)
        return shown + String(repeating: " ", count: max(0, width - used))
    }

    /// The same with the spaces in front.
    static func right(_ text: String, _ width: Int) -> String {
        let (shown, used) = cut(text, width)
        return String(repeating: " ", count: max(0, width - used)) + shown
    }

    /// Without the spaces at the end.
    static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }

    static func cut(_ text: String, _ width: Int) -> (text: String, columns: Int) {
        var shown = ""
        var used = 0
        // What is shown once there is room for no more than the mark that something is missing.
        var short = (text: "", columns: 0)
        for scalar in text.unicodeScalars {
            let (piece, columns) = piece(scalar)
            if used + columns > width { return width > 0 ? (short.text + "…", short.columns + 1) : ("", 0) }
            shown += piece
            used += columns
            if used <= width - 1 { short = (shown, used) }
        }
        return (shown, used)
    }

    /// How a character is shown, and in how many columns. Marks that would stand on the character before are escaped:
    /// any number of them takes no room and yet reaches other lines.
    private static func piece(_ scalar: Unicode.Scalar) -> (String, Int) {
        if scalar.isASCII, TerminalText.isPrintable(scalar) { return (String(scalar), 1) }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark:
            let text = "\\u{\(String(scalar.value, radix: 16))}"
            return (text, text.utf8.count)
        default:
            let text = TerminalText.printable(String(scalar))
            return (text, text.utf8.first == UInt8(ascii: "\\") ? text.utf8.count : isWide(scalar) ? 2 : 1)
        }
    }

    /// Ranges that are wide in UAX #11, or shown so as emoji.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23F3, 0x2614...0x2615, 0x2648...0x2653, 0x26A1,
            0x26BD...0x26BE,
            0x2705, 0x270A...0x270B, 0x2728, 0x274C, 0x2753...0x2757, 0x2795...0x2797, 0x2B1B...0x2B1C, 0x2B50, 0x2B55,
            0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FF, 0x1F000...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
