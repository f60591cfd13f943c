// How many messages a second one thread takes from bytes to everything that an event keeps.
//
//     ParseBenchmark FILE [SECONDS]      prints {"messages_per_second": N, ...}; 3 seconds unless told
//
// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import NIOCore
import SIP

let round = 1_000

/// Reads what an event needs and gives a number that depends on all of it, so that nothing is left out.
func parse(_ bytes: ByteBuffer, with parser: SIPParser) throws(SIPParseError) -> Int {
    let message = try parser.parse(bytes)
    var sum = Int(message.method?.rawValue ?? 0)
    sum &+= message.requestURI?.user?.count ?? 0
    sum &+= message.to.flatMap { message.uri(in: $0.uri) }?.user?.count ?? 0
    sum &+= message.userAgent?.count ?? 0
    sum &+= message.topVia?.branch?.count ?? 0
    sum &+= message.callID?.count ?? 0
    sum &+= Int(message.cseq?.number ?? 0)
    return sum
}

func contents(of path: String) -> ByteBuffer? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: SIPLimits().message)
    let count = fread(&bytes, 1, bytes.count, file)
    return ByteBuffer(bytes: bytes[..<count])
}

func fail(_ sentence: String) -> Never {
    var line = "ParseBenchmark: \(sentence)\n"
    _ = line.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(1)
}

let arguments = CommandLine.arguments
let seconds = arguments.count > 2 ? Double(arguments[2]) ?? 0 : 3
guard arguments.count > 1, seconds > 0 else { fail("usage: ParseBenchmark FILE [SECONDS]") }
guard let bytes = contents(of: arguments[1]) else { fail("cannot read \(arguments[1])") }

let parser = SIPParser()
let clock = ContinuousClock()
do {
    var sum = 0
    for _ in 0..<round { sum &+= try parse(bytes, with: parser) }
    var messages = 0
    var elapsed = 0.0
    let start = clock.now
    repeat {
        for _ in 0..<round { sum &+= try parse(bytes, with: parser) }
        messages += round
        elapsed = (clock.now - start) / .seconds(1)
    } while elapsed < seconds
    let rate = Int(Double(messages) / elapsed)
    print(
        """
        {"messages_per_second": \(rate), "messages": \(messages), "seconds": \(elapsed), \
        "bytes": \(bytes.readableBytes), "checksum": \(sum)}
        """)
} catch {
    fail("not a SIP message: \(error.rawValue)")
}
