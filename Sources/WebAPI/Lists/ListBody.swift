import Hummingbird
import NIOCore
import NIOPosix
import Store

/// Writes a whole list while it is read: a piece is read on a thread that may wait, written into one buffer, and the
/// next only read once the client has taken it.
struct ListBody<Item: Sendable>: Sendable {
    /// Rows a piece, and the bytes that most of them take.
    private static var piece: Int { 500 }
    private static var rowBytes: Int { 140 }

    let shape: ListShape<Item>
    let format: ListFormat
    let reader: ListReader<Item>
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
        var fields = FieldWriter(format)
        fields.frame {
            $0.beginObject()
            $0.key(shape.totalKey)
            $0.number(reader.total)
            $0.key(shape.listKey)
            $0.beginArray()
        }
        var isOver = false
        while !isOver {
            let written = fields
            (fields, isOver) = try await threads.runIfActive { try append(to: written) }
            try await writer.write(fields.takeBuffer())
            watch.progress()
        }
    }

    private func append(to written: FieldWriter) throws(StoreError) -> (FieldWriter, isOver: Bool) {
        var fields = written
        fields.reserve(Self.piece * Self.rowBytes)
        let rows = try reader.next(Self.piece)
        for row in rows { fields.row { shape.write(row, &$0) } }
        let isOver = rows.isEmpty
        if isOver {
            fields.frame {
                $0.endArray()
                $0.endObject()
            }
        }
        return (fields, isOver)
    }
}
