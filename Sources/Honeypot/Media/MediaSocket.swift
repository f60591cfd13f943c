import CDatagrams
import NIOCore
import SIP

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The UDP socket of one stream. Closes when nobody has it any more.
final class MediaSocket: Sendable {
    /// Room for a second of one stream; what floods the port is dropped by the kernel.
    private static let receiveBuffer: Int32 = 32_768

    private let descriptor: Int32

    /// nil when the kernel refuses: the port is another program's, or the address not this machine's.
    init?(bindingTo endpoint: Endpoint) {
        var local = datagram_endpoint(endpoint)
        descriptor = datagram_open_alone(&local, endpoint.address.isV4 ? 0 : 1, Self.receiveBuffer)
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Whether the kernel took it. What it refuses is lost, like any packet of a stream may be.
    func send(_ packet: ByteBuffer, to endpoint: Endpoint) -> Bool {
        var remote = datagram_endpoint(endpoint)
        return packet.withUnsafeReadableBytes { bytes in
            datagram_send(descriptor, &remote, endpoint.address.isV4 ? 0 : 1, bytes.baseAddress, bytes.count) == 0
        }
    }

    /// Puts the next datagram that is there into `datagram`, whose size is the most that is read of one.
    ///
    /// - Returns: its bytes and where it came from; nil when none is there, or the kernel has trouble.
    func receive(into datagram: inout [UInt8]) -> (count: Int, source: Endpoint)? {
        var source = datagram_endpoint()
        let count = datagram.withUnsafeMutableBytes { bytes in
            datagram_take(descriptor, bytes.baseAddress, bytes.count, &source)
        }
        return count < 0 ? nil : (Int(count), Endpoint(source))
    }
}
