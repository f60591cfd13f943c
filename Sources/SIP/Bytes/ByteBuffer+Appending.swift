import NIOCore

extension ByteBuffer {
    /// Lets `body` append up to `limit` bytes.
    public mutating func append(atMost limit: Int, _ body: (inout ByteAppender) -> Void) {
        writeWithUnsafeMutableBytes(minimumWritableBytes: limit) { memory in
            guard let start = memory.baseAddress else { return 0 }
            var appender = ByteAppender(memory, start: start)
            body(&appender)
            return appender.count(from: start)
        }
    }
}
