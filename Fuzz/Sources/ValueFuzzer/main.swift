// Fuzzes what is read of other nodes' values: signed, sealed, rotations. What can be read must, written again, be the
// same bytes. An input is a value, a payload or a sealed one.
// SPDX-License-Identifier: GPL-3.0-or-later
import CLibFuzzer
import Glibc

@testable import Sharing

let signature = [UInt8](repeating: 7, count: 64)
let group = GroupSecret([UInt8](repeating: 1, count: 32))
let key = InfoHash(bytes: [UInt8](repeating: 2, count: 20))

func envelope(_ payload: [UInt8], _ signature: ArraySlice<UInt8>) -> [UInt8] {
    var writer = CBORWriter()
    writer.array(3)
    writer.append(0 as UInt64)
    writer.append(payload)
    writer.append(Array(signature))
    return writer.bytes
}

func testSigned(_ bytes: [UInt8]) {
    guard let value = try? SignedValue(bytes) else { return }
    guard envelope(value.value.payload, bytes.suffix(64)) == bytes else { fatalError("a value is written otherwise") }
    // Whatever was read can be named and hashed.
    _ = (value.value.header.key.infoHash, value.digest, value.isSignatureRight)
}

func testPayload(_ bytes: [UInt8]) {
    guard let value = try? SharedValue(payload: bytes[...]) else { return }
    guard value.payload == bytes else { fatalError("a payload is written otherwise") }
    guard KeyName(value.header.key.text) == value.header.key else { fatalError("a key's name is read otherwise") }
    let whole = envelope(bytes, signature[...])
    guard whole.count <= ValueLimits.bytes else { return }
    guard (try? SignedValue(whole))?.value == value else { fatalError("a value is read otherwise") }
}

func testRotation(_ bytes: [UInt8]) {
    guard let rotation = try? Rotation(bytes) else { return }
    guard bytes == rotation.bytes, rotation.old != rotation.new else { fatalError("a rotation is read otherwise") }
}

func testSealed(_ bytes: [UInt8]) {
    guard let group, let key else { fatalError("no secret") }
    _ = try? SignedValue(sealed: bytes, under: key, by: group)
    _ = try? Rotation(sealed: bytes, under: key, by: group)
    guard let sealed = group.seal(bytes, under: key).flatMap(SignedValue.envelope) else { return }
    guard (try? SignedValue.opened(sealed, under: key, by: group)) == bytes else {
        fatalError("what was sealed is lost")
    }
}

func text(_ bytes: [UInt8]) {
    guard let name = KeyName(String(decoding: bytes, as: UTF8.self)) else { return }
    guard Array(name.text.utf8) == bytes else { fatalError("a key has two names") }
}

var argumentCount = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
let status = LLVMFuzzerRunDriver(&argumentCount, &arguments) { start, count in
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    testSigned(bytes)
    testPayload(bytes)
    testRotation(bytes)
    testSealed(bytes)
    text(bytes)
    return 0
}
exit(status)
