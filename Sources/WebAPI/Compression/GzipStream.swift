import CZlib
import NIOCore

/// Compresses bytes piece by piece into one gzip member (RFC 1952).
final class GzipStream {
    struct Failure: Error {}

    /// Of the fastest third: a list is read by the network's speed, and the node has better things to do.
    private static let level: Int32 = 3
    /// 15 bits of window; 16 more ask zlib for gzip's frame.
    private static let windowBits: Int32 = 15 + 16
    private static let memoryLevel: Int32 = 8

    // zlib keeps the address, so that the state stands still in memory from `init` to `deinit`.
    private let state: UnsafeMutablePointer<z_stream>

    init() throws(Failure) {
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        let code = deflateInit2_(
            state, Self.level, Z_DEFLATED, Self.windowBits, Self.memoryLevel, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw Failure() }
    }

    deinit {
        deflateEnd(state)
        state.deallocate()
    }

    /// What can be sent once `buffer` is taken in; maybe nothing yet.
    func compress(_ buffer: ByteBuffer) throws(Failure) -> ByteBuffer {
        try run(buffer, Z_NO_FLUSH)
    }

    /// What is left. The stream is over then.
    func finish() throws(Failure) -> ByteBuffer {
        try run(ByteBuffer(), Z_FINISH)
    }

    private func run(_ input: ByteBuffer, _ flush: Int32) throws(Failure) -> ByteBuffer {
        var output = ByteBuffer()
        let isDone = input.withUnsafeReadableBytes { bytes in
            // zlib only reads there.
            state.pointee.next_in = UnsafeMutablePointer(
                mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
            state.pointee.avail_in = UInt32(bytes.count)
            defer { state.pointee.next_in = nil }
            repeat {
                guard step(flush, &output) else { return false }
                // Room that was not needed means that nothing is kept back.
            } while state.pointee.avail_out == 0
            return true
        }
        guard isDone else { throw Failure() }
        return output
    }

    private func step(_ flush: Int32, _ output: inout ByteBuffer) -> Bool {
        var code = Z_OK
        output.writeWithUnsafeMutableBytes(minimumWritableBytes: 16_384) { room in
            state.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
            state.pointee.avail_out = UInt32(room.count)
            code = deflate(state, flush)
            state.pointee.next_out = nil
            return room.count - Int(state.pointee.avail_out)
        }
        // No progress is possible when everything was taken and given already.
        return code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR
    }
}
