import NIOCore
import SIP

@testable import Honeypot

extension MediaPlan {
    static func make(
        _ codec: AudioCodec = .pcmu, telephoneEvent: UInt8? = 101, ringBack: RingBack = .europe,
        ringFor: Duration = .zero, lasts: Duration = .seconds(60)
    ) -> MediaPlan {
        MediaPlan(
            local: Endpoint(address: .v4(0xC000_0201), port: 10_000), remote: .peer, codec: codec,
            payloadType: codec.standardPayloadType, telephoneEvent: telephoneEvent, ringBack: ringBack,
            ringFor: ringFor,
            lasts: lasts)
    }
}

/// A packet of a stream, taken apart.
struct RTPPacket {
    let header: RTPHeader
    let payload: [UInt8]

    init?(_ packet: ByteBuffer) {
        let bytes = Array(packet.readableBytesView)
        guard let (header, payload) = RTPHeader.read(bytes.span) else { return nil }
        self.header = header
        self.payload = Array(bytes[payload.lowerBound..<payload.upperBound])
    }

    /// A packet of another party.
    static func bytes(
        payloadType: UInt8 = 0, sequenceNumber: UInt16 = 1, timestamp: UInt32 = 1, source: UInt32 = 1,
        isMarked: Bool = false, _ payload: [UInt8] = []
    ) -> [UInt8] {
        var packet = ByteBuffer()
        RTPHeader(
            isMarked: isMarked, payloadType: payloadType, sequenceNumber: sequenceNumber, timestamp: timestamp,
            synchronizationSource: source
        ).write(to: &packet)
        return Array(packet.readableBytesView) + payload
    }
}

extension TelephoneEvent {
    /// The payload of one report.
    var bytes: [UInt8] {
        var payload = ByteBuffer()
        write(to: &payload)
        return Array(payload.readableBytesView)
    }
}
