import NIOCore

/// What stands before the payload of an RTP packet (RFC 3550 §5.1). Contributing sources, an extension and
/// padding are stepped over when reading, and never written.
public struct RTPHeader: Hashable, Sendable {
    /// The bytes that every packet begins with, and all that `write` writes.
    public static let size = 12

    /// In audio: the first packet after silence (RFC 3551 §4.1).
    public var isMarked: Bool
    /// 0…127.
    public var payloadType: UInt8
    public var sequenceNumber: UInt16
    /// When the first sample was taken, in the payload's own clock.
    public var timestamp: UInt32
    /// The SSRC: who sends.
    public var synchronizationSource: UInt32

    /// - Parameter payloadType: 0…127.
    public init(
        isMarked: Bool = false, payloadType: UInt8, sequenceNumber: UInt16, timestamp: UInt32,
        synchronizationSource: UInt32
    ) {
        self.isMarked = isMarked
        self.payloadType = payloadType & 0x7F
        self.sequenceNumber = sequenceNumber
        self.timestamp = timestamp
        self.synchronizationSource = synchronizationSource
    }

    /// The header of a packet, and where its payload lies; nil when it is of another version, or shorter than
    /// the lengths that it states.
    public static func read(_ packet: Span<UInt8>) -> (header: RTPHeader, payload: ByteRange)? {
        guard packet.count >= size, packet[0] >> 6 == 2 else { return nil }
        var start = size + 4 * Int(packet[0] & 0x0F)
        if packet[0] & 0x10 != 0 {
            // §5.3.1: 16 bits of the profile's, then the length in words of 32 bits.
            guard start + 4 <= packet.count else { return nil }
            start += 4 + 4 * Int(packet.uint16(at: start + 2))
        }
        var end = packet.count
        if packet[0] & 0x20 != 0 {
            // The last byte counts the padding, itself with it.
            guard packet[end - 1] > 0 else { return nil }
            end -= Int(packet[end - 1])
        }
        guard start <= end else { return nil }
        let header = RTPHeader(
            isMarked: packet[1] & 0x80 != 0, payloadType: packet[1], sequenceNumber: packet.uint16(at: 2),
            timestamp: packet.uint32(at: 4), synchronizationSource: packet.uint32(at: 8))
        return (header, ByteRange(start, end))
    }

    /// Appends `size` bytes.
    public func write(to packet: inout ByteBuffer) {
        packet.writeMultipleIntegers(
            0x80 as UInt8, (isMarked ? 0x80 : 0) | payloadType, sequenceNumber, timestamp, synchronizationSource)
    }
}
