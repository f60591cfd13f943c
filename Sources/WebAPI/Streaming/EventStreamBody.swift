import Hummingbird
import NIOCore
import NIOPosix
import Store

/// Writes events for as long as the client listens.
struct EventStreamBody: Sendable {
    /// How often the store is looked at, and how many events it gives then: a hundred a second.
    private static let beat = Duration.milliseconds(100)
    private static let most = 10
    /// A line that says nothing tells proxies and clients that the stream lives.
    private static let silence = Duration.seconds(10)

    let reader: EventStreamReader
    let place: ListAdmission.Place
    let threads: NIOThreadPool
    let channel: any Channel
    let version: String

    var responseBody: ResponseBody {
        ResponseBody { writer in
            try await write(to: &writer)
            try await writer.finish(nil)
        }
    }

    private func write(to writer: inout any ResponseBodyWriter) async throws {
        let watch = ProgressWatch(channel)
        defer { watch.stop() }
        try await writer.write(ByteBuffer(string: ": SentryPeer \(version)\n\n"))
        var lastWrite = ContinuousClock.now
        while channel.isActive {
            let news = try await threads.runIfActive { try reader.news(Self.most) }
            watch.progress()
            if !news.events.isEmpty || news.skipped > 0 {
                try await writer.write(text(of: news))
                lastWrite = .now
            } else if .now - lastWrite > Self.silence {
                try await writer.write(ByteBuffer(string: ":\n\n"))
                lastWrite = .now
            }
            try await Task.sleep(for: Self.beat)
        }
    }

    private func text(of news: EventStreamReader.News) -> ByteBuffer {
        var text = ByteBuffer()
        for event in news.events {
            var fields = FieldWriter(JSONWriter(.compact))
            fields.object { $0.event(event, version: version) }
            // The object is one line: JSON escapes line ends.
            text.writeString("event: probe\ndata: ")
            var object = fields.takeBuffer()
            text.writeBuffer(&object)
            text.writeString("\n\n")
        }
        if news.skipped > 0 { text.writeString("event: sampled\ndata: {\"skipped\":\(news.skipped)}\n\n") }
        return text
    }
}
