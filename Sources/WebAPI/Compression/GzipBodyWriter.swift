import HTTPTypes
import Hummingbird
import NIOCore

/// Compresses a body on its way to the connection.
struct GzipBodyWriter: ResponseBodyWriter {
    private var writer: any ResponseBodyWriter
    private let stream: GzipStream

    init(_ writer: any ResponseBodyWriter) throws {
        self.writer = writer
        stream = try GzipStream()
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        let compressed = try stream.compress(buffer)
        if compressed.readableBytes > 0 { try await writer.write(compressed) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        var writer = writer
        try await writer.write(try stream.finish())
        try await writer.finish(trailingHeaders)
    }
}
