import NIOCore
import SIP

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A piece of sound, encoded once and played from memory 20 ms at a time.
struct AudioFrames: Sendable {
    /// Samples of a frame, and its bytes.
    static let frameSize = AudioCodec.clockRate / 50

    private let bytes: [UInt8]

    /// In frames, at least one.
    let count: Int

    /// - Parameter sample: the sample of an index, in the range of `Int16`.
    private init(_ codec: AudioCodec, count: Int, sample: (Int) -> Double) {
        self.count = max(1, count)
        bytes = (0..<self.count * Self.frameSize).map { codec.encode(Int16(sample($0).rounded())) }
    }

    /// One burst of a ring-back tone.
    init(_ ringBack: RingBack, _ codec: AudioCodec) {
        let peak = Self.peak(ringBack.level)
        self.init(codec, count: ringBack.burst) { index in
            ringBack.frequencies.reduce(0) { sum, frequency in
                sum + peak * sin(2 * .pi * frequency * Double(index) / Double(AudioCodec.clockRate))
            }
        }
    }

    /// What an idle line sounds like: two seconds of faint noise, of which a listener that looks for the
    /// perfect silence of a machine finds none. Other bytes in each process.
    init(noise codec: AudioCodec) {
        // Even noise between two limits has 2/3 of the power of a sine between them.
        let limit = Self.peak(Self.noiseLevel) * 1.5.squareRoot()
        self.init(codec, count: 100) { _ in Double.random(in: -limit...limit) }
    }

    /// In dBm0, like a quiet digital line.
    private static let noiseLevel = -62.0

    /// The amplitude of a sine of `level` dBm0.
    private static func peak(_ level: Double) -> Double {
        Double(Int16.max) * pow(10, (level - AudioCodec.loudest) / 20)
    }

    /// Appends frame `index`, or what it comes to when the piece is played over and over.
    func write(_ index: Int, to packet: inout ByteBuffer) {
        let start = index % count * Self.frameSize
        packet.writeBytes(bytes[start..<start + Self.frameSize])
    }
}
