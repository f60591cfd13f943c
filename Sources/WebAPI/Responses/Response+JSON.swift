import HTTPTypes
import Hummingbird
import Store

extension Response {
    /// An answer with one JSON object.
    static func json(
        _ status: HTTPResponse.Status = .ok, _ style: JSONStyle, _ members: (inout JSONWriter) -> Void
    ) -> Response {
        var writer = JSONWriter(style)
        writer.object(members)
        return Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: writer.takeBuffer()))
    }

    /// What the original says when it has nothing: `{"message": …}`.
    static func message(_ text: String, _ style: JSONStyle) -> Response {
        .json(.notFound, style) {
            $0.key("message")
            $0.string(text)
        }
    }

    /// The same of what this node did not see, with what other nodes say of it if they do.
    static func unseen(_ text: String, _ words: PeerFinding, _ style: JSONStyle) -> Response {
        .json(.notFound, style) {
            $0.key("message")
            $0.string(text)
            if !words.reports.isEmpty { $0.peers(words) }
        }
    }
}
