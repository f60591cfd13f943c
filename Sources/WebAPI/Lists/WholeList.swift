import Store

/// A list that can be had whole, those seen last first.
struct WholeList<Item: Sendable>: Sendable {
    let count: @Sendable (EventReader) throws(StoreError) -> Int
    let cursor: @Sendable (EventReader) throws(StoreError) -> NewestCursor<Item>
}

extension WholeList<StoredTotal> {
    static let addresses = WholeList(
        count: { reader throws(StoreError) in try reader.addressCount() },
        cursor: { reader throws(StoreError) in try reader.addresses() })
    static let numbers = WholeList(
        count: { reader throws(StoreError) in try reader.numberCount() },
        cursor: { reader throws(StoreError) in try reader.numbers() })
}
