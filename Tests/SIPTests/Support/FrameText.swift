import NIOCore
import SIP

/// A frame as a test compares it: text instead of buffers.
enum FrameText: Equatable {
    case message(String)
    case keepAlive
    case broken(SIPStreamFramer.Break)
}

/// What a framer makes of a stream that comes in `segments` and then ends.
struct FramedStream: Equatable {
    var frames: [FrameText] = []
    /// The bytes that a broken stream is given up with, or nothing.
    var leftover = ""

    init(_ segments: [String], limits: SIPLimits = SIPLimits()) {
        self.init(segments: segments.map { ByteBuffer(string: $0) }, limits: limits)
    }

    init(segments: [ByteBuffer], limits: SIPLimits = SIPLimits()) {
        var framer = SIPStreamFramer(limits: limits)
        for segment in segments {
            framer.append(segment)
            while let frame = framer.next() { take(frame) }
        }
        if let frame = framer.finish() { take(frame) }
    }

    private mutating func take(_ frame: SIPStreamFramer.Frame) {
        switch frame {
        case .message(let bytes): frames.append(.message(String(buffer: bytes)))
        case .keepAlive: frames.append(.keepAlive)
        case .broken(let bytes, let reason):
            frames.append(.broken(reason))
            leftover = String(buffer: bytes)
        }
    }
}
