import NIOCore
import SIP

/// What the node answers, request by request, without keeping any state (RFC 3261 §8.2, §8.2.7).
struct StatelessUAS: Sendable {
    /// An answer: statuses before the final one, the final status, and the header lines it adds.
    struct Verdict {
        var provisional: [SIPStatus] = []
        let status: SIPStatus
        /// Complete lines, each with its CRLF.
        var headers: [UInt8]
        var provisionalHeaders: [UInt8] = []
    }

    private let tags = ToTag()
    private let lines = AnswerHeaders()

    func tag(for request: SIPMessage, from source: Endpoint) -> [UInt8] {
        tags.tag(for: request, from: source)
    }

    /// Whether the request shows that its source has received an answer of ours.
    func isProof(_ request: SIPMessage, from source: Endpoint) -> Bool {
        request.method != nil && tags.isShown(by: request, from: source)
    }

    /// nil where nothing may be sent: for a response, an ACK (§17.1.1.3), and without a Via to answer by.
    func verdict(on request: SIPMessage) -> Verdict? {
        guard case .request(let method, _, _) = request.startLine, method != .ack,
            let via = request.firstHeader(.via), !via.valueRange.isEmpty
        else { return nil }
        if let refusal = refusal(of: request) { return refusal }
        switch method {
        case .options: return Verdict(status: .ok, headers: lines.capabilities)
        case .register: return Verdict(status: .ok, headers: lines.registration(request))
        case .invite:
            return Verdict(
                provisional: [.trying, .ringing], status: .busyHere, headers: lines.server,
                provisionalHeaders: lines.server)
        case .message: return Verdict(status: .ok, headers: lines.server)
        // No dialog, no transaction that could match (§9.2, §12.2.2).
        case .bye, .cancel, .prack, .update, .info, .notify:
            return Verdict(status: .callDoesNotExist, headers: lines.server)
        // No event package is offered (RFC 6665 §4.1.3).
        case .subscribe, .publish: return Verdict(status: .badEvent, headers: lines.server)
        case .refer: return Verdict(status: SIPStatus(603), headers: lines.server)
        case .ack: return nil
        case .other: return Verdict(status: .methodNotAllowed, headers: lines.allow)
        }
    }

    /// What is wrong with the request before its method matters, in the order of RFC 3261 §8.2.
    private func refusal(of request: SIPMessage) -> Verdict? {
        let defects = request.defects
        if defects.contains(.badVersion) { return Verdict(status: .versionNotSupported, headers: lines.server) }
        if defects.contains(.uriTooLong) { return Verdict(status: .uriTooLong, headers: lines.server) }
        if !defects.isDisjoint(with: .badRequest) { return Verdict(status: .badRequest, headers: lines.server) }
        if request.method == .other { return nil }
        switch request.requestURI?.scheme {
        case .sip, .sips, .tel: break
        case .other: return Verdict(status: .unsupportedURIScheme, headers: lines.server)
        case nil: return Verdict(status: .badRequest, headers: lines.server)
        }
        // Require does not count in CANCEL (§8.2.2.3).
        if request.method != .cancel, request.firstHeader(.require) != nil {
            return Verdict(status: .badExtension, headers: lines.unsupported(request))
        }
        return nil
    }
}
