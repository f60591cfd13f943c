import Dispatch
import Events
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Resolves a name without keeping who asks from ending: a name server that is silent takes many seconds.
enum HostLookup {
    /// How long an answer is waited for.
    private static let patience = Duration.seconds(10)

    /// The socket address of a name or a numeric address, as `connect` wants it.
    /// - Parameter isWanted: asked now and then; the wait ends when it is false.
    static func address(of collector: HEPCollector, while isWanted: () -> Bool) throws(SinkError) -> [UInt8] {
        let answer = Answer()
        DispatchQueue.global().async { answer.set(resolve(collector)) }
        let end = ContinuousClock.now + patience
        while isWanted(), ContinuousClock.now < end {
            guard let result = answer.wait(milliseconds: 50) else { continue }
            return try result.get()
        }
        throw SinkError("\(collector.host) cannot be resolved in time")
    }

    private final class Answer: Sendable {
        private let result = Mutex<Result<[UInt8], SinkError>?>(nil)
        private let isThere = DispatchSemaphore(value: 0)

        func set(_ result: Result<[UInt8], SinkError>) {
            self.result.withLock { $0 = result }
            isThere.signal()
        }

        func wait(milliseconds: Int) -> Result<[UInt8], SinkError>? {
            _ = isThere.wait(timeout: .now() + .milliseconds(milliseconds))
            return result.withLock { $0 }
        }
    }

    private static func resolve(_ collector: HEPCollector) -> Result<[UInt8], SinkError> {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
            hints.ai_socktype = Int32((collector.transport == .udp ? SOCK_DGRAM : SOCK_STREAM).rawValue)
        #else
            hints.ai_socktype = collector.transport == .udp ? SOCK_DGRAM : SOCK_STREAM
        #endif
        hints.ai_flags = AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(collector.host, String(collector.port), &hints, &list)
        guard code == 0, let first = list, let address = first.pointee.ai_addr else {
            return .failure(SinkError("\(collector.host) cannot be resolved: \(String(cString: gai_strerror(code)))"))
        }
        defer { freeaddrinfo(list) }
        return .success(Array(UnsafeRawBufferPointer(start: address, count: Int(first.pointee.ai_addrlen))))
    }
}
