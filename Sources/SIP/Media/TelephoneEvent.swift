import NIOCore

/// One report of a key that is pressed (RFC 4733 §2.3). A sender repeats it with a growing duration as long as
/// the key sounds, and its end three times.
public struct TelephoneEvent: Hashable, Sendable {
    /// Bytes of a report; a payload holds one or more (RFC 4733 §2.5.1.5).
    public static let size = 4

    /// 0…15 are the sixteen keys (RFC 4733 §3.2), others signals of the line.
    public var code: UInt8
    public var isEnd: Bool
    /// How far the tone lies below 0 dBm0, 0…63 dB.
    public var volume: UInt8
    /// Since the event's begin, which is the packet's timestamp, in the units of that clock. RFC 4733 §2.3.5
    /// wants 0 ignored, though some senders begin so.
    public var duration: UInt16

    /// - Parameter volume: 0…63.
    public init(code: UInt8, isEnd: Bool, volume: UInt8 = 10, duration: UInt16) {
        self.code = code
        self.isEnd = isEnd
        self.volume = volume & 0x3F
        self.duration = duration
    }

    /// The report that stands at `offset`; nil when no whole one does.
    public init?(_ packet: Span<UInt8>, at offset: Int) {
        guard offset >= 0, offset <= packet.count - Self.size else { return nil }
        self.init(
            code: packet[offset], isEnd: packet[offset + 1] & 0x80 != 0, volume: packet[offset + 1],
            duration: packet.uint16(at: offset + 2))
    }

    /// The key: `0`…`9`, `*`, `#`, `A`…`D`; nil for an event that is none.
    public var key: Character? {
        Int(code) < Self.keys.count ? Self.keys[Int(code)] : nil
    }

    private static let keys = Array("0123456789*#ABCD")

    /// Appends `size` bytes.
    public func write(to packet: inout ByteBuffer) {
        packet.writeMultipleIntegers(code, (isEnd ? 0x80 : 0) | volume, duration)
    }
}
