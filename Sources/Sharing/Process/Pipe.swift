#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Reading and writing pipes that do not block.
enum Pipe {
    private static let piece = 1 << 16

    static func stopBlocking(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    /// What is there, at most 64 KiB; nil once the other end is closed.
    static func read(_ descriptor: Int32) -> ArraySlice<UInt8>? {
        var bytes = [UInt8](repeating: 0, count: piece)
        while true {
            let count = bytes.withUnsafeMutableBytes { sysRead(descriptor, $0) }
            if count > 0 { return bytes[..<count] }
            if count == 0 { return nil }
            if errno != EINTR { return errno == EAGAIN ? [] : nil }
        }
    }

    /// - Returns: how many bytes fitted; nil once the other end is closed.
    static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int? {
        guard !bytes.isEmpty else { return 0 }
        while true {
            let count = bytes.withUnsafeBytes { sysWrite(descriptor, $0) }
            if count >= 0 { return count }
            if errno != EINTR { return errno == EAGAIN ? 0 : nil }
        }
    }
}

private func sysRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, bytes.baseAddress, bytes.count)
}

private func sysWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
