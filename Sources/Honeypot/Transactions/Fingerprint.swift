import NIOCore
import SIP

/// 128 bits that stand for parts of a message, so that a table's keys stay small whatever an attacker
/// writes. `Hasher` is SipHash under a key that is drawn anew in each process: nobody outside can make two
/// messages meet.
struct Fingerprint: Hashable, Sendable {
    private let high: Int
    private let low: Int

    /// - Parameter parts: fed in the same order, the same parts give the same fingerprint.
    init(_ parts: (inout Parts) -> Void) {
        var first = Parts(salt: 1)
        var second = Parts(salt: 2)
        parts(&first)
        parts(&second)
        high = first.hasher.finalize()
        low = second.hasher.finalize()
    }

    struct Parts {
        fileprivate var hasher = Hasher()

        fileprivate init(salt: Int) {
            hasher.combine(salt)
        }

        mutating func add(_ value: some Hashable) {
            hasher.combine(value)
        }

        /// Bytes as they stand: what a client repeats, it repeats byte for byte. A part that is missing is
        /// not the same as one that is empty.
        mutating func add(_ range: ByteRange?, of message: SIPMessage) {
            guard let range else { return hasher.combine(-1) }
            message.bytes.withUnsafeReadableBytes { bytes in
                add(UnsafeRawBufferPointer(rebasing: bytes[range.lowerBound..<range.upperBound]))
            }
        }

        mutating func add(_ bytes: [UInt8]) {
            bytes.withUnsafeBytes { add($0) }
        }

        private mutating func add(_ bytes: UnsafeRawBufferPointer) {
            hasher.combine(bytes.count)
            hasher.combine(bytes: bytes)
        }
    }
}
