import Glibc
import SIP

@testable import Honeypot

/// A listener's side of G.711: from a byte to a sample, by the standard's tables of decision values.
enum G711 {
    static func decode(_ code: UInt8, _ codec: AudioCodec) -> Int {
        switch codec {
        case .pcmu:
            let bits = Int(~code)
            let magnitude = ((bits & 0x0F) * 8 + 132) << (bits >> 4 & 7) - 132
            return bits & 0x80 == 0 ? magnitude : -magnitude
        case .pcma:
            let bits = Int(code ^ 0x55)
            let segment = bits >> 4 & 7
            let step = (bits & 0x0F) * 16 + 8
            let magnitude = segment == 0 ? step : (step + 256) << (segment - 1)
            return bits & 0x80 == 0 ? -magnitude : magnitude
        }
    }

    /// What share of the sound's power lies at `frequency`, 0…1, by Goertzel's recurrence.
    static func share(of frequency: Double, in samples: [Int]) -> Double {
        let coefficient = 2 * cos(2 * .pi * frequency / 8_000)
        var last = 0.0
        var beforeLast = 0.0
        for sample in samples { (last, beforeLast) = (Double(sample) + coefficient * last - beforeLast, last) }
        let power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast
        let total = samples.reduce(0.0) { $0 + Double($1 * $1) }
        // A sine of amplitude a over n samples: power (a·n/2)², sum of squares a²·n/2.
        return total == 0 ? 0 : power * 2 / (total * Double(samples.count))
    }

    /// The root of the mean square.
    static func loudness(of samples: [Int]) -> Double {
        (samples.reduce(0.0) { $0 + Double($1 * $1) } / Double(max(1, samples.count))).squareRoot()
    }
}
