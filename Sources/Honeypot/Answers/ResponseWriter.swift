import Events
import NIOCore
import SIP

/// Writes responses as the persona's stack does.
struct ResponseWriter: Sendable {
    /// What of a packet its answer depends on.
    struct Occasion: Sendable {
        let request: SIPMessage
        let source: Endpoint
        let destination: Endpoint
        /// When the request was first seen, so that one sent again gets the same answer.
        let time: Timestamp
        /// Our tag.
        let tag: [UInt8]
    }

    private let forms: ResponseForms
    private let viaStyle: SIPResponseWriter.ViaStyle

    init(_ layout: ResponseLayout, _ reasons: ReasonPhrases) {
        forms = ResponseForms(layout, reasons)
        viaStyle = layout.via
    }

    /// Appends the response.
    /// - Parameter isShort: leaves out all that a response can do without.
    func write(_ response: Response, on occasion: Occasion, isShort: Bool = false, into buffer: inout ByteBuffer) {
        let writer = SIPResponseWriter(
            request: occasion.request, source: occasion.source, viaStyle: viaStyle, toTag: occasion.tag)
        let method = occasion.request.method ?? .other
        let form =
            isShort
            ? Self.shortForm : forms.form(method, response.status, hasBody: !response.body.isEmpty)
        let reason = forms.reason(method, response.status)
        let user = occasion.request.requestURI?.user
        let limit =
            form.copies * (writer.copiedLength + Self.builtLength(of: response)) + form.fixedLength
            + form.pieces.count * ((user?.count ?? 0) + 64) + (reason?.count ?? 64) + response.lines.count
            + response.body.count + 64
        buffer.append(atMost: limit) { text in
            writer.appendStatusLine(response.status, reason: reason, to: &text)
            for piece in form.pieces {
                switch piece {
                case .copied(let field): writer.append(field, isTagged: response.status != .trying, to: &text)
                case .built(let line): append(line, response, to: &text)
                case .bytes(let bytes): text.append(bytes)
                case .gap(let gap): append(gap, response, occasion, user, to: &text)
                case .length(let width): append(length: response.body.count, width: width, to: &text)
                }
            }
            text.append(response.lines)
            text.append("\r\n")
            text.append(response.body)
        }
    }

    /// As few bytes as a response can have (RFC 3261 §8.2.6.2), but for what it would make no sense without.
    private static let shortForm = ResponseForms.Form([
        .copied(.inRequestOrder), .built(.challenges), .built(.contacts), .built(.unsupported),
        .bytes(Array("Content-Length: ".utf8)), .length(width: 0), .bytes(Array("\r\n".utf8)),
    ])

    /// At most so many bytes for each of the lines that are built.
    private static func builtLength(of response: Response) -> Int {
        var length = response.unsupported.count + 16
        for challenge in response.challenges { length += challenge.count + 24 }
        for contact in response.contacts { length += contact.count + 16 }
        return length
    }

    private func append(_ line: ResponseLayout.BuiltLine, _ response: Response, to text: inout ByteAppender) {
        switch line {
        case .challenges:
            for challenge in response.challenges {
                text.append(response.status.code == 407 ? "Proxy-Authenticate: " : "WWW-Authenticate: ")
                text.append(challenge)
                text.append("\r\n")
            }
        case .contacts:
            for contact in response.contacts {
                text.append("Contact: ")
                text.append(contact)
                text.append("\r\n")
            }
        case .unsupported:
            guard !response.unsupported.isEmpty else { return }
            text.append("Unsupported: ")
            text.append(response.unsupported)
            text.append("\r\n")
        }
    }

    private func append(
        _ gap: HeaderTemplate.Gap, _ response: Response, _ occasion: Occasion, _ user: ByteRange?,
        to text: inout ByteAppender
    ) {
        switch gap {
        // Filled in when the node started.
        case .product: break
        case .user: append(user: user, of: occasion.request, to: &text)
        case .host:
            let address = occasion.destination.address
            if !address.isV4 { text.append("[") }
            text.append(address)
            if !address.isV4 { text.append("]") }
        case .port: text.append(decimal: Int(occasion.destination.port))
        case .date: text.append(SIPDate.text(occasion.time))
        case .expires: text.append(decimal: max(0, response.expires))
        }
    }

    /// The user as it came where it can stand in a URI (RFC 3261 §25.1 user); otherwise the one that Asterisk's dial
    /// plans call when there is none.
    private func append(user: ByteRange?, of request: SIPMessage, to text: inout ByteAppender) {
        let span = request.bytes.readableBytesUInt8Span
        guard let user, !user.isEmpty, span.isURIUser(user) else {
            text.append("s")
            return
        }
        text.append(span.extracting(user.lowerBound..<user.upperBound))
    }

    private func append(length: Int, width: Int, to text: inout ByteAppender) {
        var digits = 1
        var rest = length
        while rest >= 10 {
            rest /= 10
            digits += 1
        }
        for _ in digits..<max(width, digits) { text.append(" ") }
        text.append(decimal: length)
    }
}

extension Span<UInt8> {
    /// Whether the range holds what RFC 3261 §25.1 calls user, escapes not looked at closely.
    fileprivate func isURIUser(_ range: ByteRange) -> Bool {
        for index in range.lowerBound..<range.upperBound {
            switch self[index] {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: continue
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "~"),
                UInt8(ascii: "*"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "&"),
                UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "$"), UInt8(ascii: ","), UInt8(ascii: ";"),
                UInt8(ascii: "?"), UInt8(ascii: "/"), UInt8(ascii: "%"):
                continue
            default: return false
            }
        }
        return true
    }
}
