import NIOCore
import SIP

/// How programs that place calls build their messages: those of fraudsters, and telephones.
extension MessageShape {
    /// The session name in the SDP is where a program says its own name even when User-Agent says another
    /// (RFC 8866 §5.3).
    var sessionName: AttackTool.Program? {
        let span = message.bytes.readableBytesUInt8Span
        guard !message.body.isEmpty else { return nil }
        if span.contains("\ns=sipcli", in: message.body) { return .sipcli }
        if span.contains("\ns=SIPPTS", in: message.body) { return .sippts }
        if span.contains("\ns=pplsip", in: message.body) { return .pplsip }
        return nil
    }

    /// A branch of 71 letters and digits without the cookie, or a list of methods in an order of its own.
    var isSIPPTS: Bool {
        let span = message.bytes.readableBytesUInt8Span
        if !hasCookie, span.consists(of: .lowercaseOrDigit, 71...71, in: branch) { return true }
        guard let allow = message.value(.allow), span.consists(of: .lowercaseHex, 32...32, in: callID) else {
            return false
        }
        return span.begins(with: "INVITE, REGISTER, ACK, CANCEL, BYE, NOTIFY, REFER, OPTIONS, INFO, ", in: allow)
    }

    /// Digits for everything, in three groups for the Call-ID.
    var isPPLSIP: Bool {
        let span = message.bytes.readableBytesUInt8Span
        return hasCookie && span.consists(of: .digit, 1...10, in: branch)
            && span.consists(of: .digit, 1...10, in: fromTag)
            && span.consists(ofDigitGroups: 3, in: callID)
    }

    /// Four methods allowed, a display name without quotes and no space behind it.
    var isSipcli: Bool {
        let span = message.bytes.readableBytesUInt8Span
        guard hasCookie, span.begins(with: "-", in: branch), let name = message.from?.displayName,
            let uri = message.from?.uri, name.upperBound + 1 == uri.lowerBound, !span.begins(with: "\"", in: name),
            span.consists(of: .lowercaseHex, 32...32, in: ByteRange(branch.lowerBound + 1, branch.upperBound)),
            span.consists(of: .lowercaseHex, 1...8, in: fromTag)
        else { return false }
        return message.value(.allow).map { span.isText("INVITE, ACK, CANCEL, BYE", in: $0) } ?? true
    }

    /// PJSIP, of which Asterisk and many telephones are made, marks its branches.
    var isPJSIP: Bool {
        hasCookie && branch.count == 38 && message.bytes.readableBytesUInt8Span.begins(with: "Pj", in: branch)
    }

    /// libre's identifiers: 16 hexadecimal digits each.
    var isBaresip: Bool {
        let span = message.bytes.readableBytesUInt8Span
        return hasCookie && span.consists(of: .lowercaseHex, 16...16, in: branch)
            && span.consists(of: .lowercaseHex, 16...16, in: fromTag)
            && span.consists(of: .lowercaseHex, 16...16, in: callID)
    }

    /// IOS writes two hexadecimal numbers in capitals, such as `3DD33DE4-10DF`, as its tag.
    var isCiscoGateway: Bool {
        let span = message.bytes.readableBytesUInt8Span
        for hyphen in fromTag.lowerBound..<min(fromTag.upperBound, fromTag.lowerBound + 9)
        where span[hyphen] == UInt8(ascii: "-") {
            return span.consists(of: .uppercaseHex, 1...8, in: ByteRange(fromTag.lowerBound, hyphen))
                && span.consists(of: .uppercaseHex, 1...8, in: ByteRange(hyphen + 1, fromTag.upperBound))
        }
        return false
    }

    /// The stack of eyeBeam signs its branches, with a `z` in its later years.
    var isEyeBeam: Bool {
        let span = message.bytes.readableBytesUInt8Span
        return hasCookie && (span.begins(with: "-d8754", in: branch) || span.begins(with: "d8754", in: branch))
    }
}
