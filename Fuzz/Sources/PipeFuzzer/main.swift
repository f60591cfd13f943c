// Fuzzes what passes between the node and its child. An input is a byte that says how the stream is cut, and the stream;
// all of it is taken for one message, too. What can be read must, written again, be the same bytes.
// SPDX-License-Identifier: GPL-3.0-or-later
import CLibFuzzer
import Glibc

@testable import Sharing

/// The whole messages of a stream in pieces, and whether it ended in one that is too long.
func messages(of stream: ArraySlice<UInt8>, _ longest: Int) -> (messages: [[UInt8]], isBroken: Bool) {
    var reader = FrameReader()
    var found: [[UInt8]] = []
    var rest = stream
    while !rest.isEmpty {
        reader.append(rest.prefix(longest))
        rest = rest.dropFirst(longest)
        do {
            while let message = try reader.next() { found.append(Array(message)) }
        } catch {
            return (found, true)
        }
    }
    return (found, false)
}

func test(_ message: [UInt8]) {
    if let command = try? NodeCommand(message[...]) {
        guard command.message == message else { fatalError("a command is written otherwise") }
    }
    if let report = try? NodeReport(message[...]) {
        guard report.message == message else { fatalError("a report is written otherwise") }
    }
}

func testStream(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let stream = bytes.dropFirst()
    let pieces = messages(of: stream, Int(first) + 1)
    let whole = messages(of: stream, stream.count)
    guard pieces == whole else { fatalError("pieces make other messages") }
    var queue = FrameQueue(limit: 1 << 17)
    for message in whole.messages {
        test(message)
        queue.append(message)
    }
    guard stream.starts(with: queue.waiting) else { fatalError("messages are framed otherwise") }
}

var argumentCount = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
let status = LLVMFuzzerRunDriver(&argumentCount, &arguments) { start, count in
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    testStream(bytes)
    test(bytes)
    return 0
}
exit(status)
