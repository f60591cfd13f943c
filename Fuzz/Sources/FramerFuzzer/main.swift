// Fuzzes the framer. An input is two bytes that say how the stream is cut and how small the limits are, and
// the stream. The frames must be those of the stream in one piece, and the parser must agree with them.
// SPDX-License-Identifier: GPL-3.0-or-later
import CLibFuzzer
import Glibc
import NIOCore
import SIP

func frames(of segments: [ByteBuffer], _ limits: SIPLimits) -> [SIPStreamFramer.Frame] {
    var framer = SIPStreamFramer(limits: limits)
    var frames: [SIPStreamFramer.Frame] = []
    for segment in segments {
        framer.append(segment)
        while let frame = framer.next() { frames.append(frame) }
        guard framer.pendingBytes <= limits.message else { fatalError("\(framer.pendingBytes) bytes are kept") }
    }
    if let frame = framer.finish() { frames.append(frame) }
    return frames
}

/// Whether two frames are the same; a stream that comes in pieces may be given up with fewer bytes.
func areSame(_ pieces: SIPStreamFramer.Frame, _ whole: SIPStreamFramer.Frame) -> Bool {
    switch (pieces, whole) {
    case (.broken(let part, let reason), .broken(let all, let other)):
        reason == other && all.readableBytesView.starts(with: part.readableBytesView)
    default: pieces == whole
    }
}

func expectAgreement(_ frame: ByteBuffer, _ limits: SIPLimits) {
    guard let message = try? SIPParser(limits: limits).parse(frame) else { return }
    for defect in [SIPDefect.noEndOfHeaders, .bodyTooShort, .bodyTooLong, .badContentLength]
    where message.defects.contains(defect) {
        fatalError("the framer's message has \(defect.name)")
    }
    guard message.body.upperBound == frame.readableBytes else { fatalError("the framer's message ends elsewhere") }
}

func test(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count > 2 else { return }
    let stream = bytes.dropFirst(2)
    var limits = SIPLimits()
    if !bytes[1].isMultiple(of: 4) {
        (limits.message, limits.uri, limits.headerFields) = (Int(bytes[1]) * 4, Int(bytes[1]), Int(bytes[1]) / 8)
    }
    var generator = SeededGenerator(seed: UInt64(bytes[0]))
    let longest = bytes[0].isMultiple(of: 8) ? 1 : 1 << (bytes[0] & 7)
    var segments: [ByteBuffer] = []
    var rest = stream
    while !rest.isEmpty {
        let segment = rest.prefix(Int.random(in: 1...longest, using: &generator))
        segments.append(ByteBuffer(bytes: segment))
        rest = rest.dropFirst(segment.count)
    }
    let whole = frames(of: [ByteBuffer(bytes: stream)], limits)
    let pieces = frames(of: segments, limits)
    guard pieces.elementsEqual(whole, by: areSame) else { fatalError("\(pieces)\nare not\n\(whole)") }
    for case .message(let frame) in whole { expectAgreement(frame, limits) }
}

var argumentCount = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
let status = LLVMFuzzerRunDriver(&argumentCount, &arguments) { start, count in
    test(UnsafeBufferPointer(start: start, count: count))
    return 0
}
exit(status)
