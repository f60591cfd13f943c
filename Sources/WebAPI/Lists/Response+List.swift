import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import Store

extension Response {
    /// A part of a list, in the form that the client asked for.
    /// - Parameters:
    ///   - total: of the whole list; nil when nobody counts it.
    ///   - next: where the next part begins; nil behind the last.
    static func list<Item>(
        _ shape: ListShape<Item>, _ items: [Item], total: Int?, next: String?, _ format: ListFormat
    ) -> Response {
        var fields = FieldWriter(format)
        fields.frame {
            $0.beginObject()
            if let total {
                $0.key(shape.totalKey)
                $0.number(total)
            }
            $0.key(shape.listKey)
            $0.beginArray()
        }
        for item in items { fields.row { shape.write(item, &$0) } }
        fields.frame {
            $0.endArray()
            if let next {
                $0.key("next_cursor")
                $0.string(next)
            }
            $0.endObject()
        }
        var response = Response(
            status: .ok, headers: [.contentType: format.contentType, .cacheControl: "no-cache", .vary: "Accept"],
            body: ResponseBody(byteBuffer: fields.takeBuffer()))
        // A table has no place for it.
        if let next { response.headers[.nextCursor] = next }
        return response
    }
}

extension Response {
    /// An answer with one row as an object.
    static func object(_ style: JSONStyle, _ fields: (inout FieldWriter) -> Void) -> Response {
        var writer = FieldWriter(JSONWriter(style))
        writer.object(fields)
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: writer.takeBuffer()))
    }
}

extension HTTPField.Name {
    // Its spelling makes it a token, so that it is never nil.
    static let nextCursor = HTTPField.Name("X-Next-Cursor") ?? .server
}
