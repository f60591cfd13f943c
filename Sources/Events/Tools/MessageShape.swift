import NIOCore
import SIP

/// The parts of a message in which programs give themselves away.
struct MessageShape {
    let message: SIPMessage
    /// Of the topmost Via, without the cookie of RFC 3261 §8.1.1.7. Absent parts are empty.
    let branch: ByteRange
    /// Whether the branch begins with that cookie.
    let hasCookie: Bool
    let fromTag: ByteRange
    let callID: ByteRange

    init(_ message: SIPMessage) {
        self.message = message
        let cookie: StaticString = "z9hG4bK"
        let whole = message.topVia?.branch ?? ByteRange(0, 0)
        hasCookie = message.bytes.readableBytesUInt8Span.begins(with: cookie, in: whole)
        branch = hasCookie ? ByteRange(whole.lowerBound + cookie.utf8CodeUnitCount, whole.upperBound) : whole
        fromTag = message.from?.tag ?? ByteRange(0, 0)
        callID = message.callID ?? ByteRange(0, 0)
    }

    /// What sends messages of this shape; nil when no rule knows it. Attackers' tools come first, since
    /// some are made with the stack of a telephone.
    var program: AttackTool.Program? {
        if isSIPVicious { return .sipVicious }
        if isSIPp { return .sipp }
        if isNmapProbe { return .nmapProbe }
        if isNmapScript { return .nmapScript }
        if isMetasploit { return .metasploit }
        if isSipsak { return .sipsak }
        if isMrSIP { return .mrSIP }
        if let named = sessionName { return named }
        if isSIPPTS { return .sippts }
        if isPPLSIP { return .pplsip }
        if isSipcli { return .sipcli }
        if isPJSIP { return .pjsip }
        if isBaresip { return .baresip }
        return nil
    }

    /// Who it is when a message has not the shape of the program that it names.
    func impostor(of named: AttackTool.Program) -> AttackTool.Program? {
        guard message.method != nil else { return nil }
        switch named {
        case .ciscoGateway: return isCiscoGateway ? nil : .ciscoImpostor
        case .eyeBeam: return isEyeBeam ? nil : .eyeBeamImpostor
        default: return nil
        }
    }
}
