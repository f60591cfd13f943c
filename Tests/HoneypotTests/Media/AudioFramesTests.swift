import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite struct AudioFramesTests {
    private func samples(_ frames: AudioFrames, _ codec: AudioCodec) -> [Int] {
        var bytes = ByteBuffer()
        for index in 0..<frames.count { frames.write(index, to: &bytes) }
        return bytes.readableBytesView.map { G711.decode($0, codec) }
    }

    @Test("One frequency, one second", arguments: AudioCodec.allCases) func europe(codec: AudioCodec) {
        let samples = samples(AudioFrames(.europe, codec), codec)
        #expect(samples.count == 8_000)
        #expect(G711.share(of: 425, in: samples) > 0.99)
        #expect(G711.share(of: 440, in: samples) < 0.01)
    }

    @Test("Two frequencies, two seconds", arguments: AudioCodec.allCases) func northAmerica(codec: AudioCodec) {
        let samples = samples(AudioFrames(.northAmerica, codec), codec)
        #expect(samples.count == 16_000)
        for frequency in [440.0, 480] { #expect(abs(G711.share(of: frequency, in: samples) - 0.5) < 0.02) }
        #expect(G711.share(of: 425, in: samples) < 0.01)
    }

    @Test("A burst ends where it began, so that it does not click", arguments: RingBack.allCases)
    func wholePeriods(ringBack: RingBack) {
        for frequency in ringBack.frequencies {
            let periods = frequency * Double(ringBack.burst) / 50
            #expect(periods == periods.rounded())
        }
    }

    @Test("Louder than a whisper, softer than a shout", arguments: RingBack.allCases, AudioCodec.allCases)
    func level(ringBack: RingBack, codec: AudioCodec) {
        let loudness = G711.loudness(of: samples(AudioFrames(ringBack, codec), codec))
        #expect((2_000...6_000).contains(loudness))
    }

    @Test("The line's noise is faint, without pitch, and no frame is perfect silence", arguments: AudioCodec.allCases)
    func noise(codec: AudioCodec) {
        let samples = samples(AudioFrames(noise: codec), codec)
        #expect((6...20).contains(G711.loudness(of: samples)))
        for frequency in stride(from: 50.0, to: 4_000, by: 25) {
            #expect(G711.share(of: frequency, in: samples) < 0.02)
        }
        for start in stride(from: 0, to: samples.count, by: AudioFrames.frameSize) {
            #expect(Set(samples[start..<start + AudioFrames.frameSize]).count > 1)
        }
    }

    @Test func noTwoProcessesHaveTheSameNoise() {
        #expect(
            samples(AudioFrames(noise: .pcmu), .pcmu) != samples(AudioFrames(noise: .pcmu), .pcmu))
    }

    @Test func aPieceIsPlayedOverAndOver() {
        let noise = AudioFrames(noise: .pcma)
        var once = ByteBuffer()
        noise.write(3, to: &once)
        var again = ByteBuffer()
        noise.write(3 + 7 * noise.count, to: &again)
        #expect(once == again && once.readableBytes == 160)
    }
}
