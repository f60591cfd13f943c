import Events
import NIOCore
import Telephony

/// The event log: one JSON object a line, one write a batch unless it is a huge one.
public struct JSONLog: EventSink {
    public let name = "json_log"

    private let encoder: EventEncoder
    private let rotation: LogRotation
    private let path: String
    private var file: LogFile
    private var lines = ByteBuffer()
    /// What was dialled of late, from which follows what a called number means.
    private var numbers = FormGroups()

    /// Bytes of lines after which they are written, so that hostile bytes, six of JSON each, take no memory.
    private static let pieceSize = 512 << 10
    /// Bytes of line buffer that are kept from one batch to the next.
    private static let keptCapacity = 1 << 20

    /// - Throws: when the file can't be opened.
    public init(path: String, encoder: EventEncoder, rotation: LogRotation) throws(SinkError) {
        self.path = path
        self.encoder = encoder
        self.rotation = rotation
        file = try LogFile(path: path)
    }

    public mutating func write(_ batch: EventBatch) throws(SinkError) {
        try reopenIfAsked()
        defer {
            if lines.capacity > Self.keptCapacity { lines = ByteBuffer() } else { lines.clear() }
        }
        let start = file.end
        do throws(SinkError) {
            for event in batch.events {
                let number = event.dialString.map { numbers.note($0) }
                encoder.write(event, calling: number, into: &lines)
                lines.writeInteger(UInt8(ascii: "\n"))
                if lines.readableBytes >= Self.pieceSize {
                    try file.append(lines)
                    lines.clear()
                }
            }
            try file.append(lines)
        } catch {
            // A full disk: the batch comes again, whole, and must not find half a line.
            file.cut(to: start)
            throw error
        }
    }

    public mutating func idle() {
        // A failure shows again, and is said, when there is something to write.
        try? reopenIfAsked()
    }

    private mutating func reopenIfAsked() throws(SinkError) {
        guard rotation.isDue else { return }
        // Before the file is opened: what is asked meanwhile stays asked.
        rotation.done()
        do throws(SinkError) {
            file = try LogFile(path: path)
        } catch {
            rotation.request()
            throw error
        }
    }
}
