import Glibc
import Testing

/// Takes what a node mirrors over UDP, and reads it on its own terms.
final class Collector {
    /// One HEP3 packet: its chunks' values by type.
    struct Packet {
        let chunks: [UInt16: [UInt8]]

        init(_ bytes: [UInt8]) throws {
            try #require(bytes.starts(with: Array("HEP3".utf8)))
            func number(at index: Int) -> UInt16 { UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]) }
            try #require(bytes.count >= 6 && Int(number(at: 4)) == bytes.count)
            var chunks: [UInt16: [UInt8]] = [:]
            var index = 6
            while index < bytes.count {
                try #require(index + 6 <= bytes.count && number(at: index) == 0)
                let length = Int(number(at: index + 4))
                try #require(length >= 6 && index + length <= bytes.count)
                let value = Array(bytes[(index + 6)..<(index + length)])
                try #require(chunks.updateValue(value, forKey: number(at: index + 2)) == nil)
                index += length
            }
            self.chunks = chunks
        }

        func text(_ chunk: UInt16) -> String? { chunks[chunk].map { String(decoding: $0, as: UTF8.self) } }

        func number(_ chunk: UInt16) -> Int? { chunks[chunk]?.reduce(0) { $0 << 8 | Int($1) } }

        var payload: String { text(15) ?? "" }

        /// The first words of a message.
        var start: String { payload.split(separator: " ").prefix(2).joined(separator: " ") }
    }

    private let descriptor: Int32
    let port: UInt16

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        let descriptor = descriptor
        guard try Socket.with("127.0.0.1", 0, { bind(descriptor, $0, $1) }) == 0 else { throw Socket.Failure("bind") }
        port = Socket.port(of: descriptor)
    }

    deinit {
        close(descriptor)
    }

    /// The next packets, until so many are there.
    func packets(_ count: Int) throws -> [Packet] {
        var packets: [Packet] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while packets.count < count {
            var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            try #require(poll(&wait, 1, 5_000) == 1, "only \(packets.map(\.start)) came")
            packets.append(try Packet(Array(buffer[..<max(0, recv(descriptor, &buffer, buffer.count, 0))])))
        }
        return packets
    }
}
