/// Bytes on their way into a pipe that is full at times.
struct FrameQueue {
    /// Of what waits.
    let limit: Int
    private var buffer: [UInt8] = []
    private var start = 0
    /// Messages that found no room.
    private(set) var dropped: UInt64 = 0

    init(limit: Int) {
        self.limit = limit
    }

    var isEmpty: Bool { start == buffer.count }
    var waiting: ArraySlice<UInt8> { buffer[start...] }

    /// - Parameter isVital: it has room in any case; for what is small and rare.
    @discardableResult
    mutating func append(_ message: [UInt8], isVital: Bool = false) -> Bool {
        guard isVital || buffer.count - start + message.count + 4 <= limit else {
            dropped += 1
            return false
        }
        if start > limit / 2 || isEmpty {
            buffer.removeFirst(start)
            start = 0
        }
        withUnsafeBytes(of: UInt32(message.count).bigEndian) { buffer.append(contentsOf: $0) }
        buffer.append(contentsOf: message)
        return true
    }

    /// So many bytes have left.
    mutating func remove(_ count: Int) {
        start += min(count, buffer.count - start)
    }
}
