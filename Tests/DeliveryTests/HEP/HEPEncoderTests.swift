import Events
import NIOCore
import SIP
import Testing

@testable import Delivery

@Suite struct HEPEncoderTests {
    private func packet(
        _ message: MirroredMessage, agent: UInt32 = 0x0102_0304, password: String? = nil, atMost limit: Int = 65_507
    ) -> [UInt8] {
        var packet = ByteBuffer()
        HEPEncoder(agent: agent, password: password).write(message, atMost: limit, into: &packet)
        return Array(packet.readableBytesView)
    }

    /// The value of the one chunk of a type.
    private func chunk(_ type: UInt16, of packet: [UInt8]) -> [UInt8]? {
        var rest = ByteBuffer(bytes: packet)
        let (magic, count) = rest.readMultipleIntegers(as: (UInt32, UInt16).self) ?? (0, 0)
        #expect(magic == 0x4845_5033)
        #expect(Int(count) == packet.count)
        var found: [UInt8]?
        while let (vendor, kind, length) = rest.readMultipleIntegers(as: (UInt16, UInt16, UInt16).self) {
            #expect(vendor == 0)
            let value = rest.readBytes(length: Int(length) - 6)
            guard kind == type else { continue }
            #expect(found == nil, "twice")
            found = value
        }
        #expect(rest.readableBytes == 0)
        return found
    }

    @Test func aWholePacketOverIPv4() throws {
        let message = try MirroredMessage.make(ByteBuffer(string: "junk"))
        let expected: [[UInt8]] = [
            Array("HEP3".utf8), [0, 103],
            [0, 0, 0, 1, 0, 7, 2],
            [0, 0, 0, 3, 0, 10, 198, 51, 100, 7],
            [0, 0, 0, 4, 0, 10, 192, 0, 2, 1],
            [0, 0, 0, 2, 0, 7, 17],
            [0, 0, 0, 7, 0, 8, 0x13, 0xC6],
            [0, 0, 0, 8, 0, 8, 0x13, 0xC4],
            // 1,645,528,755 seconds and 848,934 microseconds.
            [0, 0, 0, 9, 0, 10, 0x62, 0x14, 0xC6, 0xB3],
            [0, 0, 0, 10, 0, 10, 0x00, 0x0C, 0xF4, 0x26],
            [0, 0, 0, 11, 0, 7, 1],
            [0, 0, 0, 12, 0, 10, 1, 2, 3, 4],
            [0, 0, 0, 15, 0, 10] + Array("junk".utf8),
        ]
        #expect(packet(message) == expected.flatMap(\.self))
    }

    @Test func addressesOfIPv6() throws {
        let packet = packet(try .make(from: "2001:db8::7", to: "2001:db8::1"))
        #expect(chunk(1, of: packet) == [10])
        #expect(chunk(5, of: packet) == [0x20, 0x01, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [7])
        #expect(chunk(6, of: packet) == [0x20, 0x01, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [1])
        #expect(chunk(3, of: packet) == nil && chunk(4, of: packet) == nil)
    }

    @Test(arguments: [(SIPTransport.udp, UInt8(17)), (.tcp, 6), (.tls, 6)])
    func theProtocolBelow(transport: SIPTransport, number: UInt8) throws {
        let packet = packet(try .make(over: transport))
        #expect(chunk(2, of: packet) == [number])
        #expect(chunk(11, of: packet) == [1])
    }

    @Test func thePasswordAndTheCallID() throws {
        let packet = packet(try .make(), password: "geheim")
        #expect(chunk(14, of: packet) == Array("geheim".utf8))
        #expect(chunk(17, of: packet) == Array("1@144.21.55.36".utf8))
        #expect(chunk(15, of: packet) == Array(ByteBuffer.request().readableBytesView))
        #expect(chunk(14, of: try self.packet(.make())) == nil)
    }

    @Test func aCallIDWithoutEndIsLeftOut() throws {
        for (length, isThere) in [(255, true), (256, false)] {
            let text = "OPTIONS sip:1@h SIP/2.0\r\nCall-ID: \(String(repeating: "x", count: length))\r\n\r\n"
            let packet = packet(try .make(ByteBuffer(string: text)))
            #expect((chunk(17, of: packet) != nil) == isThere)
        }
    }

    @Test(arguments: [1_024, 65_507, 65_535]) func whatIsTooLongIsCut(limit: Int) throws {
        let long = ByteBuffer(repeating: UInt8(ascii: "x"), count: 65_536)
        let packet = packet(try .make(long), password: String(repeating: "p", count: 1_000), atMost: limit)
        #expect(packet.count == limit)
        #expect(chunk(14, of: packet)?.count == 255)
        // The header, nine chunks in front with the password's, and the payload's own head.
        #expect(chunk(15, of: packet)?.count == limit - 6 - 87 - 261 - 6)
    }

    @Test func packetsStandOneBehindTheOther() throws {
        let encoder = HEPEncoder(agent: 1, password: nil)
        var both = ByteBuffer()
        encoder.write(try .make(), atMost: 65_535, into: &both)
        let length = both.readableBytes
        encoder.write(try .make(), atMost: 65_535, into: &both)
        #expect(both.readableBytes == 2 * length)
        #expect(both.getSlice(at: 0, length: length) == both.getSlice(at: length, length: length))
    }
}
