import NIOCore

/// Answers to the packets that were read together, one behind the other in one buffer.
struct ReplyBuffer {
    struct Part {
        /// The `Packet.index` that it answers.
        let packet: UInt32
        let range: Range<Int>
    }

    var bytes = ByteBuffer()
    private(set) var parts: [Part] = []

    /// Makes what was written to `bytes` since the last part an answer of its own.
    mutating func endPart(for packet: UInt32) {
        parts.append(Part(packet: packet, range: endOfParts..<bytes.writerIndex))
    }

    /// Takes back what was written since the last part.
    mutating func discardPart() {
        bytes.moveWriterIndex(to: endOfParts)
    }

    /// Bytes written since the last part.
    var partLength: Int { bytes.writerIndex - endOfParts }

    private var endOfParts: Int { parts.last?.range.upperBound ?? 0 }

    mutating func clear() {
        bytes.clear()
        parts.removeAll(keepingCapacity: true)
    }
}
