import Hummingbird
import NIOPosix
import Store

/// Reads lists and whatever takes longer than a look-up: on threads that may wait for the disk.
struct StoreLists: Sendable {
    /// Whole lists that are read at once.
    private static let limit = 16

    let path: String
    let lookups: StoreLookups
    let threads: NIOThreadPool
    private let admission = ListAdmission(limit: limit)
    /// Tells this process's entity tags from those of another: versions of the database count anew in each.
    private let process = UInt32.random(in: .min ... .max)

    init(path: String, _ lookups: StoreLookups, _ threads: NIOThreadPool) {
        self.path = path
        self.lookups = lookups
        self.threads = threads
    }

    /// Changes with every change of the database, and is another for each format. Weak: neither the layout of JSON nor
    /// compression is in it.
    func entityTag(of format: ListFormat) throws(StoreError) -> String {
        let version = UInt64(bitPattern: try lookups.dataVersion())
        return "W/\"\(String(process, radix: 16))-\(String(version, radix: 16))\(format.tag)\""
    }

    /// - Throws: `APIFault.unavailable` when too many are open, or a `StoreError`.
    func open<Item>(_ list: WholeList<Item>) async throws -> (ListReader<Item>, ListAdmission.Place) {
        guard let place = admission.enter() else { throw APIFault.unavailable }
        return (try await threads.runIfActive { try ListReader(list, path: path) }, place)
    }

    /// Reads something of bounded size.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (EventReader) throws -> Result
    ) async throws -> Result {
        try await threads.runIfActive { try body(try EventReader(path: path)) }
    }

    /// Changes what the user decided about peers.
    func change(_ body: @escaping @Sendable (PeerTable) throws -> Void) async throws {
        try await threads.runIfActive { try body(try PeerTable(path: path)) }
    }
}
