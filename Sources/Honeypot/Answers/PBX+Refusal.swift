import Events
import SIP

/// What no PBX takes, whoever sends it.
extension PBX {
    /// Option tags that an answer repeats.
    private static let optionLimit = 10

    /// What is wrong with the request before its method matters, in the order of RFC 3261 §8.2; nil for nothing.
    func refusal(of request: SIPMessage) -> Response? {
        let defects = request.defects
        if defects.contains(.badVersion) { return Response(.versionNotSupported) }
        if defects.contains(.uriTooLong) { return Response(.uriTooLong) }
        if !defects.isDisjoint(with: .badRequest) { return Response(.badRequest) }
        if request.method == .other { return nil }
        switch request.requestURI?.scheme {
        case .sip, .sips, .tel: break
        case .other: return Response(.unsupportedURIScheme)
        case nil: return Response(.badRequest)
        }
        // Require does not count in CANCEL (§8.2.2.3).
        guard request.method != .cancel else { return nil }
        let unsupported = request.values(.require).prefix(Self.optionLimit).filter { option in
            !option.isEmpty && !disguise.optionTags.contains(request.string(option).lowercased())
        }
        guard !unsupported.isEmpty else { return nil }
        var response = Response(.badExtension)
        response.unsupported = Array(unsupported.map(request.line).joined(separator: [0x2C, 0x20]))
        return response
    }

    /// 415 for a body that is none that a call can be made of, nor one to do without (RFC 3261 §8.2.3); nil for any
    /// other. A body that nobody says the type of may be a session description.
    static func refusal(ofBodyOf request: SIPMessage) -> Response? {
        guard !request.body.isEmpty else { return nil }
        if isOptional(request) { return nil }
        var response = Response(SIPStatus(415))
        if let encoding = request.value(.contentEncoding), request.string(encoding).lowercased() != "identity" {
            response.lines = Array("Accept-Encoding: identity\r\n".utf8)
            return response
        }
        guard let type = request.value(.contentType) else { return nil }
        let name = request.string(type).prefix { $0 != ";" && $0 != " " && $0 != "\t" }
        guard name.lowercased() != "application/sdp" else { return nil }
        response.lines = Array("Accept: application/sdp\r\n".utf8)
        return response
    }

    /// `handling=optional` (RFC 3261 §20.11).
    private static func isOptional(_ request: SIPMessage) -> Bool {
        guard let disposition = request.firstHeader(.contentDisposition) else { return false }
        let words = request.string(disposition.valueRange).lowercased().split { ";= \t".contains($0) }
        return zip(words, words.dropFirst()).contains { $0 == "handling" && $1 == "optional" }
    }
}
