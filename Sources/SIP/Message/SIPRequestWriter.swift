import NIOCore

/// Writes requests of the called side inside a dialog, such as BYE (RFC 3261 §12.2.1.1). Holds copies of the few
/// parts of the INVITE that they need. The attacker wrote these: each is checked, so that it can neither end
/// its line nor hold control characters, and of bounded length.
public struct SIPRequestWriter: Hashable, Sendable {
    private let requestURI: [UInt8]
    /// From the first hop on, without angle brackets.
    private let routes: [[UInt8]]
    private let from: [UInt8]
    private let to: [UInt8]
    private let callID: [UInt8]

    /// The dialog that our 2xx to `invite` makes (§12.1.1).
    ///
    /// - Parameters:
    ///   - invite: with its Contact, Record-Route, From, To and Call-ID.
    ///   - localTag: the tag that our answer put behind To.
    ///   - refresh: a later request of the dialog whose Contact is the target now (§12.2.2).
    /// - Returns: nil when no request can be made of it: Contact or Record-Route are no SIP URIs, or what has
    ///   to be repeated cannot stand on a line or is too long.
    public init?(invite: SIPMessage, localTag: [UInt8], refresh: SIPMessage? = nil) {
        let reader = DialogReader(invite)
        guard let callID = reader.callID, let target = DialogReader(refresh ?? invite).target,
            let to = invite.to, let local = reader.address(to, tag: to.tag == nil ? localTag : nil),
            let from = invite.from, let remote = reader.address(from, tag: nil),
            let routeSet = reader.routeSet
        else { return nil }
        self.callID = callID
        self.from = local
        self.to = remote
        if let first = routeSet.first, !first.isLoose {
            // A strict router wants to find itself in the Request-URI, and the target at the end.
            requestURI = first.uri
            routes = routeSet.dropFirst().map(\.uri) + [target.uri]
        } else {
            requestURI = target.uri
            routes = routeSet.map(\.uri)
        }
    }

    /// Bytes that are kept.
    public var size: Int {
        routes.reduce(requestURI.count + from.count + to.count + callID.count) { $0 + $1.count }
    }

    /// - Parameters:
    ///   - method: one that has a name; nothing is written for `.other`.
    ///   - number: CSeq's, higher than in any request that we sent in this dialog before (§12.2.1.1).
    ///   - local: sent-by in Via: where we want the response.
    ///   - branch: starts with `z9hG4bK` (§8.1.1.7).
    ///   - headers: complete field lines, each with its CRLF.
    ///   - buffer: where the request is appended.
    public func write(
        _ method: SIPMethod, number: UInt32, transport: SIPTransport, local: Endpoint, branch: [UInt8],
        headers: [UInt8], layout: SIPRequestLayout = SIPRequestLayout(), into buffer: inout ByteBuffer
    ) {
        guard let name = method.name else { return }
        let limit = size + 16 * routes.count + branch.count + headers.count + 512
        buffer.append(atMost: limit) { request in
            request.append(name)
            request.append(ASCII.space)
            request.append(requestURI)
            request.append(" SIP/2.0\r\n")
            for field in layout.order {
                switch field {
                case .via: writeVia(transport, local, branch, layout, into: &request)
                case .route:
                    for route in routes {
                        request.append("Route: <")
                        request.append(route)
                        request.append(">\r\n")
                    }
                case .maxForwards: request.append("Max-Forwards: 70\r\n")
                case .from: Self.writeLine("From: ", from, into: &request)
                case .to: Self.writeLine("To: ", to, into: &request)
                case .callID: Self.writeLine("Call-ID: ", callID, into: &request)
                case .cseq:
                    request.append("CSeq: ")
                    request.append(decimal: Int(number))
                    request.append(ASCII.space)
                    request.append(name)
                    request.append("\r\n")
                case .headers: request.append(headers)
                case .contentLength:
                    request.append(layout.isContentLengthPadded ? "Content-Length:  0\r\n" : "Content-Length: 0\r\n")
                }
            }
            request.append("\r\n")
        }
    }

    /// With `rport`, so that the response finds its way back through a NAT (RFC 3581 §3).
    private func writeVia(
        _ transport: SIPTransport, _ local: Endpoint, _ branch: [UInt8], _ layout: SIPRequestLayout,
        into request: inout ByteAppender
    ) {
        request.append("Via: SIP/2.0/")
        request.append(transport.name)
        request.append(ASCII.space)
        request.append(Array(local.description.utf8))
        if !layout.isBranchFirst { request.append(";rport") }
        request.append(";branch=")
        request.append(branch)
        request.append(layout.isBranchFirst ? ";rport\r\n" : "\r\n")
    }

    private static func writeLine(_ name: StaticString, _ value: [UInt8], into request: inout ByteAppender) {
        request.append(name)
        request.append(value)
        request.append("\r\n")
    }
}
