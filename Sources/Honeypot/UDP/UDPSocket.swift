import CDatagrams
import Events
import NIOCore
import SIP

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// One UDP socket and the memory for a batch of datagrams. The only place where the C functions'
/// pointers are seen. Unchecked Sendable because it is opened by one thread and then read by exactly one
/// other, that of its listener: no two ever use the batch at a time. A call's messages may be sent by any thread:
/// they have memory of their own, and the descriptor is open as long as the socket lives.
final class UDPSocket: @unchecked Sendable {
    /// Datagrams taken and answered by one system call.
    private static let batchSize: UInt32 = 64
    /// The largest datagram there is.
    private static let datagramSize = 65_536
    /// Asked of the kernel, which may give less (`net.core.rmem_max`): room for bursts of thousands.
    private static let receiveBuffer: Int32 = 8 << 20
    /// How soon a thread that waits notices that it should end.
    private static let receiveTimeout: Int32 = 200

    let localEndpoint: Endpoint
    private let descriptor: Int32
    // Freed in deinit; every index that goes with it is below the count that the last receive returned.
    private let batch: OpaquePointer

    /// Fails when another process has the port: sharing it would split the traffic in silence.
    static func checkPortIsFree(_ endpoint: Endpoint) throws(ListenerError) {
        var local = datagram_endpoint(endpoint)
        let code = datagram_probe(&local, endpoint.address.isV4 ? 0 : 1)
        guard code == 0 else { throw ListenerError(errno: -code, transport: .udp, endpoint: endpoint) }
    }

    init(bindingTo endpoint: Endpoint) throws(ListenerError) {
        var local = datagram_endpoint(endpoint)
        let descriptor = datagram_open(
            &local, endpoint.address.isV4 ? 0 : 1, Self.receiveBuffer, Self.receiveTimeout)
        guard descriptor >= 0 else {
            throw ListenerError(errno: -descriptor, transport: .udp, endpoint: endpoint)
        }
        guard let batch = datagram_batch_new(Self.batchSize, Self.datagramSize) else {
            close(descriptor)
            throw ListenerError(errno: ENOMEM, transport: .udp, endpoint: endpoint)
        }
        _ = datagram_local(descriptor, &local)
        self.descriptor = descriptor
        self.batch = batch
        localEndpoint = Endpoint(local)
    }

    deinit {
        datagram_batch_free(batch)
        close(descriptor)
    }

    /// Waits a moment for datagrams and gives all that are there, their bytes together in one buffer.
    /// Empty after the time-out and after an error, which is the kernel's passing trouble.
    func receive() -> [Packet] {
        let received = datagram_receive(descriptor, batch)
        guard received > 0 else { return [] }
        let count = UInt32(received)
        var total = 0
        for index in 0..<count {
            var length = 0
            _ = datagram_bytes(batch, index, &length)
            total += length
        }
        var bytes = ByteBuffer()
        bytes.reserveCapacity(total)
        for index in 0..<count {
            var length = 0
            let start = datagram_bytes(batch, index, &length)
            bytes.writeBytes(UnsafeRawBufferPointer(start: start, count: length))
        }
        let time = Timestamp.now
        var packets: [Packet] = []
        packets.reserveCapacity(Int(count))
        for index in 0..<count {
            var length = 0
            _ = datagram_bytes(batch, index, &length)
            var source = datagram_endpoint()
            var destination = datagram_endpoint()
            datagram_endpoints(batch, index, &source, &destination)
            let message = bytes.readSlice(length: length) ?? ByteBuffer()
            packets.append(
                Packet(
                    index: index, bytes: message, source: Endpoint(source), destination: Endpoint(destination),
                    transport: .udp, time: time))
        }
        return packets
    }

    /// Sends answers to datagrams of the last `receive`.
    /// - Returns: how many of them the kernel refused.
    func send(_ replies: ReplyBuffer) -> Int {
        guard !replies.parts.isEmpty else { return 0 }
        return replies.bytes.withUnsafeReadableBytes { start in
            for part in replies.parts {
                let reply = UnsafeRawBufferPointer(rebasing: start[part.range])
                datagram_reply(descriptor, batch, part.packet, reply.baseAddress, reply.count)
            }
            return Int(datagram_flush(descriptor, batch))
        }
    }

    /// Sends one datagram that answers nothing of the last `receive`, from an address that the socket hears.
    func send(_ bytes: ByteBuffer, from local: Endpoint, to remote: Endpoint) {
        var from = datagram_endpoint(local)
        var to = datagram_endpoint(remote)
        bytes.withUnsafeReadableBytes {
            // What the kernel refuses is lost, as on any network.
            _ = datagram_send_from(
                descriptor, &from, &to, localEndpoint.address.isV4 ? 0 : 1, $0.baseAddress, $0.count)
        }
    }

    /// Datagrams that came faster than they were read, since the socket was opened.
    var droppedByKernel: UInt32 { datagram_dropped(batch) }
}
