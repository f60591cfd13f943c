import CZlib
import Testing

@testable import WebAPI

@Suite struct CompressionTests {
    private let store: TestStore

    init() throws {
        store = try TestStore()
        try store.add((0..<2_000).map { try store.event(number: "00\(441_000 + $0)") })
    }

    @Test func aListComesCompressedToWhoAsks() async throws {
        let (plain, compressed) = try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            return (client.get("/numbers"), client.get("/numbers", headers: ["Accept-Encoding: br, gzip"]))
        }
        #expect(plain?["Content-Encoding"] == nil)
        #expect(plain?.headers.filter { $0.name == "Vary" }.map(\.value) == ["Accept", "Accept-Encoding"])
        #expect(compressed?["Content-Encoding"] == "gzip")
        #expect((compressed?.bytes.count ?? .max) * 5 < plain?.bytes.count ?? 0)
        #expect(try inflated(compressed?.bytes ?? []) == plain?.bytes)
    }

    @Test func aShortAnswerStaysAsItIs() async throws {
        let answer = try await withAPI(store) {
            try HTTPClient($0).get("/health-check", headers: ["Accept-Encoding: gzip"])
        }
        #expect(answer?["Content-Encoding"] == nil)
    }

    @Test(arguments: [
        ("gzip", true), ("br, GZIP;q=0.5", true), ("x-gzip", true), ("gzip; q=0", false), ("gzip;q=0.000", false),
        ("identity", false), ("gzipped", false), ("", false), (";,;", false), ("gzip;q=", true),
    ])
    func gzipIsAskedFor(codings: String, isAccepted: Bool) {
        #expect(Compression.acceptsGzip(codings) == isAccepted)
    }

    private func inflated(_ bytes: [UInt8]) throws -> [UInt8] {
        var stream = z_stream()
        var (input, output) = (bytes, [UInt8](repeating: 0, count: 4 << 20))
        let (taken, given) = (input.count, output.count)
        return try input.withUnsafeMutableBufferPointer { input in
            try output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(taken)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(given)
                try #require(inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
                defer { inflateEnd(&stream) }
                try #require(inflate(&stream, Z_FINISH) == Z_STREAM_END)
                return Array(output.prefix(given - Int(stream.avail_out)))
            }
        }
    }
}
