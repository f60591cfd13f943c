import Glibc

/// A UDP datagram with a source port of one's choice, also one that no socket can have.
struct RawDatagram {
    private let bytes: [UInt8]

    /// - Parameter target: a port on 127.0.0.1.
    init(from source: UInt16, to target: UInt16, _ payload: [UInt8]) {
        // RFC 768: ports, length, and a checksum that is 0 when there is none.
        let header = [source, target, UInt16(payload.count + 8), 0]
        bytes = header.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } + payload
    }

    func send() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_RAW.rawValue), Int32(IPPROTO_UDP))
        guard descriptor >= 0 else { throw Socket.Failure("socket") }
        defer { close(descriptor) }
        let sent = try Socket.with("127.0.0.1", 0) { address, length in
            Int32(sendto(descriptor, bytes, bytes.count, 0, address, length))
        }
        guard Int(sent) == bytes.count else { throw Socket.Failure("sendto") }
    }
}
