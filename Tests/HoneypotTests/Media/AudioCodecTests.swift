import SIP
import Testing

@testable import Honeypot

@Suite struct AudioCodecTests {
    @Test func whatRFC3551CallsThem() {
        #expect(AudioCodec.allCases.map(\.standardPayloadType) == [0, 8])
        #expect(AudioCodec.allCases.map(\.rawValue) == ["PCMU", "PCMA"])
    }

    @Test(arguments: [
        (AudioCodec.pcmu, 0 as Int16, 0xFF as UInt8), (.pcmu, .max, 0x80), (.pcmu, .min, 0x00), (.pcmu, -1, 0x7F),
        (.pcma, 0, 0xD5), (.pcma, -1, 0x55), (.pcma, .max, 0xAA), (.pcma, .min, 0x2A),
    ])
    func wellKnownBytes(codec: AudioCodec, sample: Int16, byte: UInt8) {
        #expect(codec.encode(sample) == byte)
    }

    @Test("Every byte's sample is encoded as that byte", arguments: AudioCodec.allCases)
    func codesComeBack(codec: AudioCodec) {
        for byte in UInt8.min ... .max {
            let sample = Int16(G711.decode(byte, codec))
            // µ-law has two zeros.
            if codec == .pcmu, sample == 0 { continue }
            #expect(codec.encode(sample) == byte)
        }
    }

    @Test("No sample is further off than half a step", arguments: AudioCodec.allCases)
    func accuracy(codec: AudioCodec) {
        for sample in Int16.min ... .max {
            let magnitude = abs(Int(sample))
            // Beyond the last decision value there is nothing louder.
            if magnitude > 32_124 { continue }
            let error = abs(G711.decode(codec.encode(sample), codec) - Int(sample))
            #expect(error <= max(8, (magnitude + 132) / 32 + 1))
        }
    }
}
