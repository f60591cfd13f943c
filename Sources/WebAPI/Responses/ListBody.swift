import Hummingbird
import NIOCore
import NIOPosix
import Store

/// Writes a list while it is read: a piece is read on a thread that may wait, written into one buffer, and the next
/// only read once the client has taken it.
struct ListBody: Sendable {
    /// Rows a piece: some 64 KiB of JSON.
    private static let piece = 500

    let form: ListedTotal
    let style: JSONStyle
    let reader: ListReader
    let place: ListAdmission.Place
    let threads: NIOThreadPool
    let channel: any Channel

    var responseBody: ResponseBody {
        ResponseBody { writer in
            try await write(to: &writer)
            try await writer.finish(nil)
        }
    }

    private func write(to writer: inout any ResponseBodyWriter) async throws {
        let watch = ProgressWatch(channel)
        defer { watch.stop() }
        var json = JSONWriter(style)
        json.beginObject()
        json.key(form.totalKey)
        json.number(reader.total)
        json.key(form.listKey)
        json.beginArray()
        var isOver = false
        while !isOver {
            let written = json
            (json, isOver) = try await threads.runIfActive { try append(to: written) }
            try await writer.write(json.takeBuffer())
            watch.progress()
        }
    }

    private func append(to written: JSONWriter) throws(StoreError) -> (JSONWriter, isOver: Bool) {
        var json = written
        json.reserve(Self.piece * (style == .indented ? 140 : 100))
        let rows = try reader.next(Self.piece)
        for row in rows { form.write(row, &json) }
        let isOver = rows.isEmpty
        if isOver {
            json.endArray()
            json.endObject()
        }
        return (json, isOver)
    }
}
