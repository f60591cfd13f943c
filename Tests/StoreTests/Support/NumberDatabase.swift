import Events
import NIOCore

@testable import Store

/// A database that holds INVITEs to numbers.
struct NumberDatabase {
    let directory: TemporaryDirectory

    /// - Parameter dialled: each number with the address that dialled it, in the order of their ids.
    init(_ dialled: [(number: String, source: String)]) throws {
        directory = try TemporaryDirectory()
        var writer = try EventStore(path: directory.file("s.db")).writer()
        try writer.write(
            EventBatch(
                dialled.enumerated().map { index, call in
                    try .make(
                        Int64(index + 1),
                        at: Timestamp(nanoseconds: ProbeEvent.time.nanoseconds + Int64(index) * 1_000_000_000),
                        from: call.source, message: .request(number: call.number))
                }))
        writer.close()
    }

    func reader() throws -> EventReader { try EventReader(path: directory.file("s.db")) }
}
