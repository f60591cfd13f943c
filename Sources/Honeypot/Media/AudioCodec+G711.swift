import SIP

/// G.711, which every telephone speaks: a byte a sample, 8,000 samples a second.
extension AudioCodec {
    static let clockRate = 8_000

    /// Loudest without clipping: a sine over all of `Int16` (ITU-T G.711, which puts µ-law 0.03 dB higher).
    static let loudest = 3.14

    /// The sample as a sign, the position of its leading one and the four bits behind that.
    func encode(_ sample: Int16) -> UInt8 {
        switch self {
        case .pcmu:
            // 33 of 14 bits is added so that each segment is twice as long as the one before.
            let magnitude = min(abs(Int(sample)), 32_635) + 33 * 4
            let segment = magnitude.significantBits - 8
            let code = UInt8(segment << 4 | magnitude >> (segment + 3) & 0x0F)
            return ~(sample < 0 ? code | 0x80 : code)
        case .pcma:
            let magnitude = Int(sample < 0 ? ~sample : sample) >> 4
            let segment = max(0, magnitude.significantBits - 4)
            let code = UInt8(segment << 4 | magnitude >> max(0, segment - 1) & 0x0F)
            // Every second bit is turned, as the standard has it.
            return (sample < 0 ? code : code | 0x80) ^ 0x55
        }
    }
}

extension Int {
    /// Bits from the leading one down; 0 for 0.
    fileprivate var significantBits: Int { bitWidth - leadingZeroBitCount }
}
