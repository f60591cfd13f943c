import SIP

/// Writes one message: numbers in network order, texts and bytes behind their length.
struct MessageWriter {
    private(set) var bytes: [UInt8] = []

    mutating func put(_ number: some FixedWidthInteger & UnsignedInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func put(_ isTrue: Bool) {
        bytes.append(isTrue ? 1 : 0)
    }

    mutating func put(_ data: [UInt8]) {
        put(UInt32(data.count))
        bytes.append(contentsOf: data)
    }

    mutating func put(_ text: String) {
        put(Array(text.utf8))
    }

    /// An absent text is an empty one.
    mutating func put(_ text: String?) {
        put(text ?? "")
    }

    mutating func put(_ key: InfoHash) {
        bytes.append(contentsOf: key.bytes)
    }

    /// Of IPv4 as IPv6 maps it.
    mutating func put(_ address: IPAddress) {
        let (high, low) =
            switch address {
            case .v4(let bits): (UInt64(0), 0xFFFF << 32 | UInt64(bits))
            case .v6(let high, let low): (high, low)
            }
        put(high)
        put(low)
    }
}
