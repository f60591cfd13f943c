// Fuzzes what is read of other nodes' values: signed, sealed, rotations, keyrings. What can be read must, written again,
// be the same bytes. An input is a value, a payload, a sealed one or what was sealed.
// SPDX-License-Identifier: GPL-3.0-or-later
import CLibFuzzer
import Events
import Glibc

@testable import Sharing

let signature = [UInt8](repeating: 7, count: 64)
let group = GroupSecret([UInt8](repeating: 1, count: 32))
let key = InfoHash(bytes: [UInt8](repeating: 2, count: 20))
let identity = Identity()
let reader = Agreement(identity)
let created = Timestamp(seconds: 1_795_305_690)
let header = ValueHeader(
    network: 2, key: .feed(FeedPlace(epoch: Epoch(created), shard: 3)), author: identity.author, sequence: 7,
    previous: nil, created: created, expires: created.adding(ValueLimits.lifetime))
let contentKey = identity.contentKey(of: header.period)

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

func testInside(_ bytes: [UInt8]) {
    guard let reader, let batch = try? SealedBatch.read(bytes, header) else { return }
    guard let sealed = SealedBatch(batch, header, reader.key, by: contentKey),
        (try? sealed.opened(by: contentKey, header)) == batch
    else { fatalError("a batch that was sealed is lost") }
}

func testKeyring(_ bytes: [UInt8]) {
    guard let reader, case .keyring(let keyring)? = (try? SharedValue(payload: bytes[...]))?.body else { return }
    _ = reader.unwrap(keyring, of: header.author, header.period)
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
    testInside(bytes)
    testKeyring(bytes)
    text(bytes)
    return 0
}
exit(status)
