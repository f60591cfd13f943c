import Hummingbird
import NIOCore

extension Request {
    /// The whole body.
    /// - Parameters:
    ///   - limit: bytes.
    ///   - patience: how long all of it may take: somebody who sends a byte now and then keeps nothing open.
    mutating func body(upTo limit: Int, within patience: Duration) async throws -> ByteBuffer {
        let body = body
        return try await withThrowingTaskGroup(of: ByteBuffer?.self) { tasks in
            tasks.addTask { try await body.collect(upTo: limit) }
            tasks.addTask {
                try await Task.sleep(for: patience)
                return nil
            }
            defer { tasks.cancelAll() }
            guard let first = try await tasks.next(), let whole = first else { throw APIFault.requestTimeout }
            return whole
        }
    }
}
