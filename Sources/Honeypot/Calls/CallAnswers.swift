import Events
import NIOCore
import SIP

/// Writes the responses of one call.
struct CallAnswers: Sendable {
    let writer: ResponseWriter
    /// Our tag, on To of every response but 100 (RFC 3261 §8.2.6.2). Nobody can guess it.
    let tag: [UInt8]
    /// Where the caller reached us.
    let local: Endpoint
    /// When the INVITE came.
    let time: Timestamp
    /// Our session description.
    let session: [UInt8]
    /// Complete header lines of our own requests, each with its CRLF.
    let requestLines: [UInt8]

    /// Bytes that are kept for the call.
    var size: Int { tag.count + session.count }

    /// - Parameters:
    ///   - request: the INVITE, or a later request of its dialog.
    ///   - source: where the request came from.
    ///   - session: the body, if `reply` has one: that of the first INVITE unless another is given.
    func response(
        _ reply: CallReply, to request: SIPMessage, from source: Endpoint, session: [UInt8]? = nil
    ) -> ByteBuffer {
        var response = Response(reply.status)
        response.lines = reply.lines
        if reply.status == .trying, let value = request.value(.timestamp) {
            // §8.2.6.1
            response.lines += Array("Timestamp: ".utf8) + request.line(value) + Array("\r\n".utf8)
        }
        if reply.hasSession { response.body = session ?? self.session }
        var buffer = ByteBuffer()
        writer.write(
            response,
            on: ResponseWriter.Occasion(
                request: request, source: source, destination: local, time: time, tag: tag),
            into: &buffer)
        return buffer
    }
}
