/// How much a store holds.
public struct StoreCounts: Hashable, Sendable {
    /// Attempts ever recorded, those of deleted events too.
    public let attempts: Int
    public let addresses: Int
    public let numbers: Int
    public let targets: Int
    public let sessions: Int
    public let credentials: Int
}

extension EventReader {
    public func counts() throws(StoreError) -> StoreCounts {
        StoreCounts(
            attempts: Int(try connection.integer("SELECT sum(attempts) FROM node") ?? 0),
            addresses: try addressCount(), numbers: try numberCount(), targets: try targetCount(),
            sessions: try sessionCount(), credentials: try credentialCount())
    }

    public func sessionCount() throws(StoreError) -> Int {
        Int(try connection.integer("SELECT count(*) FROM session") ?? 0)
    }

    public func credentialCount() throws(StoreError) -> Int {
        Int(try connection.integer("SELECT count(*) FROM credential") ?? 0)
    }
}
