import NIOCore
import SIP

/// Stands in for the writer of a persona's responses: the calls behind it are the same.
struct CallAnswers: Sendable {
    /// Our tag, on To of every response but 100 (RFC 3261 §8.2.6.2). Nobody can guess it.
    let tag: [UInt8]
    /// Complete header lines that every response adds, each with its CRLF.
    let headers: [UInt8]
    /// The Contact line, with its CRLF.
    let contact: [UInt8]
    /// Our session description.
    let session: [UInt8]
    /// Complete header lines of our own requests, each with its CRLF.
    let requestLines: [UInt8]

    /// Bytes that are kept for the call.
    var size: Int { tag.count + headers.count + contact.count + session.count + requestLines.count }

    /// - Parameters:
    ///   - request: the INVITE, or a later request of its dialog.
    ///   - source: where the request came from.
    ///   - session: the body, if `reply` has one: that of the first INVITE unless another is given.
    func response(
        _ reply: CallReply, to request: SIPMessage, from source: Endpoint, session: [UInt8]? = nil
    ) -> ByteBuffer {
        let body = reply.hasSession ? session ?? self.session : []
        let lines = lines(reply, request) + reply.lines + headers
        let writer = SIPResponseWriter(request: request, source: source, toTag: tag)
        let isTagged = reply.status != .trying
        var buffer = ByteBuffer()
        buffer.append(atMost: writer.copiedLength + lines.count + body.count + 256) { response in
            writer.appendStatusLine(reply.status, reason: nil, to: &response)
            writer.append(.inRequestOrder, isTagged: isTagged, to: &response)
            if Self.makesDialog(reply, request), request.method == .invite {
                writer.append(.recordRoute, isTagged: isTagged, to: &response)
            }
            response.append(lines)
            if !body.isEmpty { response.append("Content-Type: application/sdp\r\n") }
            response.append("Content-Length: ")
            response.append(decimal: body.count)
            response.append("\r\n\r\n")
            response.append(body)
        }
        return buffer
    }

    private func lines(_ reply: CallReply, _ request: SIPMessage) -> [UInt8] {
        if reply.status == .trying, let value = request.value(.timestamp) {
            // §8.2.6.1
            return Array("Timestamp: ".utf8) + request.line(value) + Array("\r\n".utf8)
        }
        return Self.makesDialog(reply, request) ? contact : []
    }

    /// Whether the response makes or keeps a dialog, and so says where we are (§12.1.1, RFC 3311 §5.2).
    private static func makesDialog(_ reply: CallReply, _ request: SIPMessage) -> Bool {
        (101..<300).contains(reply.status.code) && (request.method == .invite || request.method == .update)
    }
}
