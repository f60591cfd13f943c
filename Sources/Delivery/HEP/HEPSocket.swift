import Events
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A connected socket to a collector that never waits longer than it is told.
final class HEPSocket {
    enum Outcome {
        case sent
        /// It went out; one before found nobody.
        case sentAfterRefusal
        /// The kernel has no room for this datagram.
        case noRoom
    }

    private let descriptor: Int32
    private let isStream: Bool

    /// How long a connection may take to be made, and what is sent to be acknowledged.
    private static let timeout = Duration.seconds(10)
    /// How long one wait is, between looks at whether somebody still wants it.
    private static let slice: Int32 = 50

    /// - Parameters:
    ///   - address: a socket address.
    ///   - isWanted: asked now and then; the wait for a connection ends when it is false.
    init(_ transport: HEPCollector.Transport, to address: [UInt8], while isWanted: () -> Bool) throws(SinkError) {
        isStream = transport == .tcp
        #if canImport(Glibc)
            let type = Int32((isStream ? SOCK_STREAM : SOCK_DGRAM).rawValue)
            let flags = Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        #else
            let type = isStream ? SOCK_STREAM : SOCK_DGRAM
            let flags = SOCK_CLOEXEC | SOCK_NONBLOCK
        #endif
        let family = address.withUnsafeBytes { $0.count >= 2 ? $0.loadUnaligned(as: sa_family_t.self) : 0 }
        descriptor = socket(Int32(family), type | flags, 0)
        guard descriptor >= 0 else { throw SinkError(Self.reason(errno)) }
        if isStream { configureStream() }
        let code = address.withUnsafeBytes { bytes in
            bytes.assumingMemoryBound(to: sockaddr.self).baseAddress.map {
                connect(descriptor, $0, socklen_t(bytes.count))
            } ?? -1
        }
        guard code != 0 else { return }
        guard errno == EINPROGRESS else { throw SinkError(Self.reason(errno)) }
        let end = ContinuousClock.now + Self.timeout
        while !isWritable(within: Self.slice) {
            guard isWanted(), ContinuousClock.now < end else { throw SinkError(Self.reason(ETIMEDOUT)) }
        }
        let fault = option(SO_ERROR)
        guard fault == 0 else { throw SinkError(Self.reason(fault)) }
    }

    deinit {
        close(descriptor)
    }

    /// Sends one packet, all of it.
    /// - Parameter isWanted: asked now and then while a stream's peer takes nothing; false gives up.
    /// - Throws: when it was not sent. A stream has to be opened anew then, for half of it may have been.
    func send(_ packet: ByteBuffer, while isWanted: () -> Bool) throws(SinkError) -> Outcome {
        var rest = packet
        var refusals = 0
        while rest.readableBytes > 0 {
            let sent = rest.withUnsafeReadableBytes {
                Self.send(descriptor, $0.baseAddress, $0.count)
            }
            if sent > 0 || (sent == 0 && !isStream) {
                rest.moveReaderIndex(forwardBy: sent)
                continue
            }
            let code = errno
            switch code {
            case EINTR: continue
            case EAGAIN:
                let isReady = isWritable(within: Self.slice)
                guard isReady || isStream else { return .noRoom }
                guard isWanted() else { throw SinkError(Self.reason(code)) }
            // It is too large for what the kernel may keep, or there is no memory: the next may go.
            case EMSGSIZE where !isStream, ENOBUFS where !isStream: return .noRoom
            // A connected datagram socket tells of an earlier refusal instead of sending.
            case ECONNREFUSED where !isStream && refusals < 3: refusals += 1
            default: throw SinkError(Self.reason(code))
            }
        }
        return refusals > 0 ? .sentAfterRefusal : .sent
    }

    /// Whether the peer has not closed; what it sends is thrown away.
    var isOpen: Bool {
        guard isStream else { return true }
        var scratch = [UInt8](repeating: 0, count: 4_096)
        // So much at a look: a peer that never stops must not keep us.
        for _ in 0..<16 {
            let count = recv(descriptor, &scratch, scratch.count, Int32(MSG_DONTWAIT))
            if count == 0 { return false }
            if count < 0 { return errno == EAGAIN || errno == EINTR }
        }
        return true
    }

    private func configureStream() {
        var on: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &on, size)
        var milliseconds = Int32(Self.timeout / .milliseconds(1)) * 3
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &milliseconds, size)
    }

    private func isWritable(within milliseconds: Int32) -> Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&wanted, 1, milliseconds) == 1
    }

    private func option(_ name: Int32) -> Int32 {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, name, &value, &length)
        return value
    }

    private static func send(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
        let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
        #if canImport(Glibc)
            return Glibc.send(descriptor, start, count, flags)
        #else
            return Musl.send(descriptor, start, count, flags)
        #endif
    }

    private static func reason(_ code: Int32) -> String {
        String(cString: strerror(code))
    }
}
