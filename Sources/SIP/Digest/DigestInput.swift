import Crypto

/// What Digest hashes: texts with a colon between (RFC 2617 §3.2.2.1).
struct DigestInput {
    private var bytes: [UInt8]
    private var isEmpty = true

    init() {
        bytes = []
        bytes.reserveCapacity(256)
    }

    init(_ texts: String...) {
        self.init()
        for text in texts { append(text) }
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func append(_ text: String) {
        appendColon()
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ text: [UInt8]) {
        appendColon()
        bytes.append(contentsOf: text)
    }

    private mutating func appendColon() {
        if !isEmpty { bytes.append(ASCII.colon) }
        isEmpty = false
    }

    /// In lower-case hexadecimal.
    @inline(__always)
    func hash<Function: HashFunction>(by function: Function.Type) -> [UInt8] {
        var hasher = Function()
        bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        return hasher.finalize().withUnsafeBytes { digest in
            [UInt8](unsafeUninitializedCapacity: 2 * digest.count) { text, count in
                for byte in digest {
                    text[count] = ASCII.hexDigit(byte >> 4)
                    text[count + 1] = ASCII.hexDigit(byte & 0x0F)
                    count += 2
                }
            }
        }
    }
}
