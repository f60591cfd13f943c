/// The stream that both sides can speak: what an answer accepts, and what the answer to our own offer says.
public struct AudioStream: Hashable, Sendable {
    /// Which of the description's streams it is.
    public let index: Int
    public let codec: AudioCodec
    /// The other side's number for the codec.
    public let payloadType: UInt8
    /// The other side's number for telephone-event, or nil when it does not know it.
    public let telephoneEvent: UInt8?
    /// Where the other side wants its RTP. Written by an attacker, who may mean a stranger. nil when there is
    /// no address: none that is readable, or 0.0.0.0, the hold of RFC 2543.
    public let remote: Endpoint?
    /// Seen from our side.
    public let direction: MediaDirection

    /// Whether the other side wants to hear anything.
    public var isSending: Bool { remote != nil && (direction == .sendrecv || direction == .sendonly) }

    /// The first audio stream over plain RTP that is not switched off and has one of `codecs`, which stand in
    /// the order of preference. nil when there is none.
    public init?(_ description: SessionDescription, codecs: [AudioCodec]) {
        for (index, stream) in description.media.enumerated() where Self.isSpoken(stream) {
            for codec in codecs {
                guard let payloadType = stream.payloadType(of: codec.rawValue) else { continue }
                self.index = index
                self.codec = codec
                self.payloadType = payloadType
                telephoneEvent = stream.payloadType(of: "telephone-event")
                let address = stream.address ?? description.address
                let isHeld = address.map(\.isUnspecified) ?? false
                remote = isHeld ? nil : address.map { Endpoint(address: $0, port: stream.port) }
                let offered = stream.direction ?? description.direction ?? .sendrecv
                direction = Self.answer(to: offered, isHeld: isHeld)
                return
            }
        }
        return nil
    }

    private static func isSpoken(_ stream: MediaDescription) -> Bool {
        stream.port != 0 && stream.kind.utf8.elementsEqual("audio".utf8) { $0.lowercased == $1 }
            && stream.transport.utf8.elementsEqual("rtp/avp".utf8) { $0.lowercased == $1 }
    }

    /// RFC 3264 §6.1; nothing may be sent to 0.0.0.0 (§8.4).
    private static func answer(to offered: MediaDirection, isHeld: Bool) -> MediaDirection {
        switch offered.mirrored {
        case .sendrecv where isHeld: .recvonly
        case .sendonly where isHeld: .inactive
        case let direction: direction
        }
    }
}
