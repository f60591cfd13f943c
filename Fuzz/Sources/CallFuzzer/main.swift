// Fuzzes transactions, dialogs and calls. An input is a script: which messages come from where, right ones and
// broken ones, and how time passes between them. The table has to stay bounded, within what unproved sources
// may be sent, and empty in the end.
// SPDX-License-Identifier: GPL-3.0-or-later
import CLibFuzzer
import Glibc

var argumentCount = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
let status = LLVMFuzzerRunDriver(&argumentCount, &arguments) { start, count in
    var bench = Bench(Script(UnsafeBufferPointer(start: start, count: count)))
    if let fault = bench.play() { fatalError(fault) }
    return 0
}
exit(status)
