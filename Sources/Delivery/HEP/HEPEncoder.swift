import Events
import NIOCore
import SIP

/// Writes messages as packets of HEP, version 3: a length and chunks, each with a vendor (0 for those that all know),
/// a type and a length of its own, all in network byte order (https://github.com/sipcapture/HEP).
public struct HEPEncoder: Sendable {
    /// The chunks that we write.
    enum Chunk: UInt16 {
        case family = 1
        case ipProtocol = 2
        case sourceIPv4 = 3
        case destinationIPv4 = 4
        case sourceIPv6 = 5
        case destinationIPv6 = 6
        case sourcePort = 7
        case destinationPort = 8
        case seconds = 9
        case microseconds = 10
        case contents = 11
        case agent = 12
        case password = 14
        case payload = 15
        case correlation = 17
    }

    /// Bytes of a password; more would take the message's room.
    public static let longestPassword = 255
    /// Bytes of a Call-ID that is worth a chunk.
    private static let longestCorrelation = 255
    /// Bytes in front of a chunk's value, and in front of the first chunk.
    private static let chunkHead = 6
    private static let packetHead = 6

    private let agent: UInt32
    private let password: [UInt8]
    private let parser = SIPParser()

    /// - Parameters:
    ///   - agent: the id of this capture agent.
    ///   - password: what the collector asks for, cut to `longestPassword`; nil for none.
    public init(agent: UInt32, password: String?) {
        self.agent = agent
        self.password = Array((password ?? "").utf8.prefix(Self.longestPassword))
    }

    /// Appends one packet.
    /// - Parameter limit: of its bytes, at most 65,535, at least 1,024. What a message has more is cut off its end.
    public func write(_ message: MirroredMessage, atMost limit: Int, into packet: inout ByteBuffer) {
        let start = packet.writerIndex
        packet.writeStaticString("HEP3")
        packet.writeInteger(UInt16(0))
        writeAddresses(message, into: &packet)
        write(.ipProtocol, message.transport.isStream ? UInt8(6) : 17, into: &packet)
        write(.sourcePort, message.source.port, into: &packet)
        write(.destinationPort, message.destination.port, into: &packet)
        let (seconds, nanoseconds) = message.time.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        write(.seconds, UInt32(truncatingIfNeeded: seconds), into: &packet)
        write(.microseconds, UInt32(truncatingIfNeeded: nanoseconds / 1_000), into: &packet)
        // SIP, whatever it travelled in.
        write(.contents, UInt8(1), into: &packet)
        write(.agent, agent, into: &packet)
        if !password.isEmpty { write(.password, bytes: ByteBuffer(bytes: password), into: &packet) }
        if let callID = callID(of: message) { write(.correlation, bytes: callID, into: &packet) }
        let room = min(limit, Int(UInt16.max)) - (packet.writerIndex - start) - Self.chunkHead
        var payload = message.bytes
        write(
            .payload, bytes: payload.readSlice(length: min(max(room, 0), payload.readableBytes)) ?? payload,
            into: &packet)
        packet.setInteger(UInt16(clamping: packet.writerIndex - start), at: start + 4)
    }

    /// IPv4 as long as both are, which they are on any one socket.
    private func writeAddresses(_ message: MirroredMessage, into packet: inout ByteBuffer) {
        switch (message.source.address, message.destination.address) {
        case (.v4(let source), .v4(let destination)):
            write(.family, UInt8(2), into: &packet)
            write(.sourceIPv4, source, into: &packet)
            write(.destinationIPv4, destination, into: &packet)
        case (let source, let destination):
            // Linux's AF_INET6, as everybody writes it.
            write(.family, UInt8(10), into: &packet)
            write(.sourceIPv6, bytes: source.ipv6Bytes, into: &packet)
            write(.destinationIPv6, bytes: destination.ipv6Bytes, into: &packet)
        }
    }

    /// What makes a request and its answers one conversation.
    private func callID(of message: MirroredMessage) -> ByteBuffer? {
        guard let parsed = try? parser.parse(message.bytes), let range = parsed.callID,
            (1...Self.longestCorrelation).contains(range.count)
        else { return nil }
        return message.bytes.getSlice(at: message.bytes.readerIndex + range.lowerBound, length: range.count)
    }

    private func write(_ chunk: Chunk, _ value: some FixedWidthInteger, into packet: inout ByteBuffer) {
        packet.writeMultipleIntegers(UInt16(0), chunk.rawValue, UInt16(Self.chunkHead + value.bitWidth / 8))
        packet.writeInteger(value)
    }

    private func write(_ chunk: Chunk, bytes: ByteBuffer, into packet: inout ByteBuffer) {
        packet.writeMultipleIntegers(
            UInt16(0), chunk.rawValue, UInt16(clamping: Self.chunkHead + bytes.readableBytes))
        packet.writeImmutableBuffer(bytes)
    }
}

extension IPAddress {
    /// An IPv4 address as an IPv4-mapped one (RFC 4291 §2.5.5.2).
    fileprivate var ipv6Bytes: ByteBuffer {
        var bytes = ByteBuffer()
        switch self {
        case .v4(let bits): bytes.writeMultipleIntegers(UInt64(0), UInt64(0xFFFF_0000_0000) | UInt64(bits))
        case .v6(let high, let low): bytes.writeMultipleIntegers(high, low)
        }
        return bytes
    }
}
