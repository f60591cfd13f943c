import Events
import NIOCore

/// The event log: one JSON object a line, one write a batch.
public struct JSONLog: EventSink {
    public let name = "json_log"

    private let encoder: EventJSONEncoder
    private let rotation: LogRotation
    private let path: String
    private var file: LogFile
    private var lines = ByteBuffer()

    /// Bytes of line buffer that are kept from one batch to the next.
    private static let keptCapacity = 1 << 20

    /// - Throws: when the file can't be opened.
    public init(path: String, encoder: EventJSONEncoder, rotation: LogRotation) throws(SinkError) {
        self.path = path
        self.encoder = encoder
        self.rotation = rotation
        file = try LogFile(path: path)
    }

    public mutating func write(_ batch: EventBatch) throws(SinkError) {
        try reopenIfAsked()
        if lines.capacity > Self.keptCapacity { lines = ByteBuffer() }
        lines.clear()
        for event in batch.events {
            encoder.write(event, into: &lines)
            lines.writeInteger(UInt8(ascii: "\n"))
        }
        try file.append(lines)
    }

    public mutating func idle() {
        // A failure shows again, and is said, when there is something to write.
        try? reopenIfAsked()
    }

    private mutating func reopenIfAsked() throws(SinkError) {
        guard rotation.isDue else { return }
        file = try LogFile(path: path)
        rotation.done()
    }
}
