import NIOCore
import SIP

/// How scanners build their messages: as seen from the tools themselves, where Debian has them, and from
/// what honeypots have recorded.
extension MessageShape {
    /// The From tag of svmap, svwar and svcrack is hexadecimal and hides what was tried, then 0x01 and a
    /// random number: svcrack's even the password. svcrack's first request has none yet, but digits for the
    /// branch and the Call-ID like them all.
    var isSIPVicious: Bool {
        let span = message.bytes.readableBytesUInt8Span
        if hidesText(in: fromTag) { return true }
        guard hasCookie, span.begins(with: "-", in: branch) else { return false }
        return span.consists(of: .digit, 1...10, in: ByteRange(branch.lowerBound + 1, branch.upperBound))
            && span.consists(of: .digit, 1...25, in: callID)
            && message.from?.displayName.map { span.begins(with: "\"", in: $0) } == true
    }

    /// Whether a tag is the hexadecimal form of printable text with a 0x01 inside.
    private func hidesText(in tag: ByteRange) -> Bool {
        let span = message.bytes.readableBytesUInt8Span
        guard tag.count.isMultiple(of: 2), span.consists(of: .lowercaseHex, 6...512, in: tag) else { return false }
        var hasMark = false
        for index in stride(from: tag.lowerBound, to: tag.upperBound, by: 2) {
            let byte = Self.value(span[index]) << 4 | Self.value(span[index + 1])
            switch byte {
            case 0x01 where index > tag.lowerBound && index + 2 < tag.upperBound: hasMark = true
            case 0x20..<0x7F: continue
            default: return false
            }
        }
        return hasMark
    }

    private static func value(_ digit: UInt8) -> UInt8 { digit < 0x3A ? digit - 0x30 : digit - 0x57 }

    /// The service probe that Nmap and masscan share with whoever copied it.
    var isNmapProbe: Bool {
        let span = message.bytes.readableBytesUInt8Span
        if !hasCookie, span.isText("foo", in: branch), span.isText("50000", in: callID) { return true }
        return message.from.map { span.isText("sip:nm@nm", in: $0.uri) } == true
    }

    /// Nmap's scripts: a space on the wrong side of a comma in Allow, long random identifiers.
    var isNmapScript: Bool {
        let span = message.bytes.readableBytesUInt8Span
        if let allow = message.value(.allow), span.begins(with: "PRACK, INVITE ,ACK", in: allow) { return true }
        return hasCookie && span.consists(of: .wordCharacter, 25...25, in: branch)
            && span.consists(of: .wordCharacter, 20...20, in: fromTag)
            && span.consists(of: .wordCharacter, 60...60, in: callID)
    }

    /// Metasploit's scanners have sipsak's Via and a From tag that never changes.
    var isMetasploit: Bool {
        message.bytes.readableBytesUInt8Span.isText("70c00e8c", in: fromTag)
    }

    /// Nothing but sipsak writes `rport` and then `alias` (RFC 5923 §5) behind such a branch.
    var isSipsak: Bool {
        guard hasCookie, let via = message.topVia else { return false }
        let span = message.bytes.readableBytesUInt8Span
        return span.begins(with: ".", in: branch)
            && span.consists(of: .lowercaseHex, 1...8, in: ByteRange(branch.lowerBound + 1, branch.upperBound))
            && span.ends(with: ";rport;alias", in: via.parameters)
    }

    /// SIPp names its process and call in the branch, whatever the scenario has for a tag.
    var isSIPp: Bool {
        let span = message.bytes.readableBytesUInt8Span
        if span.contains("SIPpTag", in: fromTag) { return true }
        guard hasCookie, span.begins(with: "-", in: branch) else { return false }
        return span.consists(ofDigitGroups: 3, in: ByteRange(branch.lowerBound + 1, branch.upperBound))
    }

    /// Mr.SIP: a branch and a tag of digits of a fixed length, a Call-ID that ends in five more.
    var isMrSIP: Bool {
        let span = message.bytes.readableBytesUInt8Span
        guard hasCookie, span.begins(with: "-", in: branch), callID.count >= 32,
            span.consists(of: .digit, 10...10, in: ByteRange(branch.lowerBound + 1, branch.upperBound)),
            span.consists(of: .digit, 6...6, in: fromTag)
        else { return false }
        let middle = callID.lowerBound + 27
        return span.consists(of: .lowercaseOrDigit, 27...27, in: ByteRange(callID.lowerBound, middle))
            && span.consists(of: .digit, 5...5, in: ByteRange(middle, middle + 5))
            && (callID.count == 32 || span[middle + 5] == UInt8(ascii: "@"))
    }
}
