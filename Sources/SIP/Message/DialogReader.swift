import NIOCore

/// Takes from an INVITE what requests in its dialog repeat, where it may be repeated: visible ASCII, of bounded
/// length, without what would end an address or a line.
struct DialogReader {
    struct Hop {
        /// As it may stand in a Request-URI.
        let uri: [UInt8]
        /// Has `lr` (RFC 3261 §19.1.1).
        let isLoose: Bool
    }

    private static let uriLimit = 512
    private static let nameLimit = 128
    private static let tagLimit = 128
    private static let callIDLimit = 256
    private static let routeLimit = 8

    private let invite: SIPMessage

    init(_ invite: SIPMessage) {
        self.invite = invite
    }

    var callID: [UInt8]? {
        let span = invite.bytes.readableBytesUInt8Span
        guard let range = invite.callID, range.count <= Self.callIDLimit, span.isVisible(range) else { return nil }
        return span.array(range)
    }

    /// The first Contact.
    var target: Hop? { invite.contact.flatMap { sipURI($0.uri) } }

    /// The Record-Route values in their order, as the called side keeps them (RFC 3261 §12.1.1). nil when one
    /// of them is no SIP URI: a request that passed over a hop would not arrive.
    var routeSet: [Hop]? {
        let span = invite.bytes.readableBytesUInt8Span
        var hops: [Hop] = []
        for value in invite.values(.recordRoute) where !value.isEmpty {
            guard hops.count < Self.routeLimit, let address = NameAddress(span, in: value),
                let hop = sipURI(address.uri)
            else { return nil }
            hops.append(hop)
        }
        return hops
    }

    /// The URI without what may not stand in a Request-URI: headers, and the parameter `method` (§19.1.1).
    func sipURI(_ range: ByteRange) -> Hop? {
        let span = invite.bytes.readableBytesUInt8Span
        guard isPlain(span, range), range.count <= Self.uriLimit, let uri = SIPURI(span, in: range),
            uri.scheme == .sip || uri.scheme == .sips, uri.host != nil
        else { return nil }
        var text = span.array(ByteRange(range.lowerBound, uri.parameters.lowerBound))
        var isLoose = false
        var list = ParameterList(range: uri.parameters)
        while let parameter = list.next(in: span) {
            if span.matches("method", in: parameter.name) { continue }
            if span.matches("lr", in: parameter.name) { isLoose = true }
            text.append(ASCII.semicolon)
            text += span.array(parameter.range)
        }
        return Hop(uri: text, isLoose: isLoose)
    }

    /// `name <uri>;tag=…`, the name where it is well formed.
    ///
    /// - Parameter tag: instead of the address's own. Without either there is none (§12.2.1.1, RFC 2543).
    func address(_ address: NameAddress, tag: [UInt8]?) -> [UInt8]? {
        let span = invite.bytes.readableBytesUInt8Span
        guard address.uri.count <= Self.uriLimit, isPlain(span, address.uri) else { return nil }
        var text: [UInt8] = []
        if let name = address.displayName, isDisplayName(span, name) {
            text = span.array(name) + [ASCII.space]
        }
        text.append(ASCII.lessThan)
        text += span.array(address.uri)
        text.append(ASCII.greaterThan)
        if let tag = tag ?? address.tag.map({ span.array($0) }), !tag.isEmpty {
            guard tag.count <= Self.tagLimit, tag.allSatisfy(Self.isTag) else { return nil }
            text += Array(";tag=".utf8) + tag
        }
        return text
    }

    /// A token by the RFC; stacks are less strict.
    private static func isTag(_ byte: UInt8) -> Bool {
        guard byte > ASCII.space, byte < 0x7F else { return false }
        switch byte {
        case ASCII.quote, ASCII.comma, ASCII.semicolon, ASCII.lessThan, ASCII.greaterThan, ASCII.backslash: return false
        default: return true
        }
    }

    private func isPlain(_ span: Span<UInt8>, _ range: ByteRange) -> Bool {
        guard span.isVisible(range) else { return false }
        for index in range.lowerBound..<range.upperBound {
            switch span[index] {
            case ASCII.lessThan, ASCII.greaterThan, ASCII.quote: return false
            default: continue
            }
        }
        return true
    }

    /// A quoted string, or tokens, on one line.
    private func isDisplayName(_ span: Span<UInt8>, _ range: ByteRange) -> Bool {
        guard !range.isEmpty, range.count <= Self.nameLimit else { return false }
        let isQuoted = span[range.lowerBound] == ASCII.quote
        if isQuoted, span.endOfQuotedString(at: range.lowerBound, in: range) != range.upperBound { return false }
        for index in range.lowerBound..<range.upperBound {
            let byte = span[index]
            guard byte >= ASCII.space, byte != 0x7F, isQuoted || byte == ASCII.space || byte.isToken else {
                return false
            }
        }
        return true
    }
}
