import SIP

/// All that is ever played, in one codec; made when the first call needs it.
struct Soundboard: Sendable {
    let noise: AudioFrames
    private let european: AudioFrames
    private let northAmerican: AudioFrames

    private init(_ codec: AudioCodec) {
        noise = AudioFrames(noise: codec)
        european = AudioFrames(.europe, codec)
        northAmerican = AudioFrames(.northAmerica, codec)
    }

    private static let pcmu = Soundboard(.pcmu)
    private static let pcma = Soundboard(.pcma)

    static func of(_ codec: AudioCodec) -> Soundboard {
        switch codec {
        case .pcmu: pcmu
        case .pcma: pcma
        }
    }

    func burst(of ringBack: RingBack) -> AudioFrames {
        switch ringBack {
        case .europe: european
        case .northAmerica: northAmerican
        }
    }
}
