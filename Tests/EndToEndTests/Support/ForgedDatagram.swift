import Glibc

/// A UDP datagram that says to come from an address of one's choice: attackers are on the Internet, tests are not.
struct ForgedDatagram {
    private let bytes: [UInt8]

    /// - Parameters:
    ///   - source: four numbers with dots between.
    ///   - target: a port on 127.0.0.1.
    init(from source: String, to target: UInt16, _ payload: [UInt8]) {
        let address = source.split(separator: ".").compactMap { UInt8($0) }
        // RFC 768: ports, length, and a checksum that is 0 when there is none.
        let udp = Self.bytes([5_060, target, UInt16(payload.count + 8), 0]) + payload
        // RFC 791: 20 bytes; the kernel fills in the checksum.
        let head = Self.bytes([0x4500, UInt16(20 + udp.count), 1, 0, 64 << 8 | 17, 0])
        bytes = head + address + [127, 0, 0, 1] + udp
    }

    private static func bytes(_ words: [UInt16]) -> [UInt8] { words.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }

    /// For root alone.
    func send() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_RAW.rawValue), Int32(IPPROTO_RAW))
        guard descriptor >= 0 else { throw Socket.Failure("socket") }
        defer { close(descriptor) }
        let sent = try Socket.with("127.0.0.1", 0) { address, length in
            Int32(sendto(descriptor, bytes, bytes.count, 0, address, length))
        }
        guard Int(sent) == bytes.count else { throw Socket.Failure("sendto") }
    }
}
