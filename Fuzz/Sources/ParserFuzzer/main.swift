// Fuzzes the parser, every typed value of a message, its answer, and what a call makes of it. An input is a message.
// SPDX-License-Identifier: GPL-3.0-or-later
import CLibFuzzer
import Glibc
import NIOCore
import SIP

/// Limits small enough for inputs of a few hundred bytes to go beyond each of them.
func smallLimits() -> SIPLimits {
    var limits = SIPLimits()
    (limits.message, limits.headerFields, limits.line, limits.uri) = (2_000, 8, 100, 40)
    return limits
}

func test(_ bytes: ByteBuffer) {
    exercise(bytes, parser: SIPParser(limits: smallLimits()))
    guard let message = try? SIPParser().parse(bytes), let response = exercise(bytes) else { return }
    if let name = contradiction(in: message) { fatalError("\(name): value and defects contradict each other") }
    if let fault = fault(inResponse: response) { fatalError("response: \(fault)") }
    if let fault = callFault(in: message) { fatalError("call: \(fault)") }
}

var argumentCount = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
let status = LLVMFuzzerRunDriver(&argumentCount, &arguments) { start, count in
    test(ByteBuffer(bytes: UnsafeBufferPointer(start: start, count: count)))
    return 0
}
exit(status)
