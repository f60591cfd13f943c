import Events

/// What a `TotalsTable` counted of a value since it was written last.
struct CountedTotals {
    var attempts: Int
    /// Nanoseconds since 1970.
    var lastSeen: Int64
    var lastEvent: Int64
    /// Whether `last_minute` may have another value in the row, and with it the index on it.
    var isNewMinute: Bool
}

/// The statements behind a `TotalsTable`. Everything happens in the transaction that is open.
protocol TotalsRows {
    /// The id of a value's row, which is made when there is none.
    /// - Parameter event: the one that names it.
    mutating func id(of value: SQLiteValue, in event: EventID, at time: Timestamp) throws(StoreError) -> Int64

    /// Writes what was counted since the last time.
    mutating func add(_ totals: CountedTotals, to id: Int64) throws(StoreError)

    /// Writes what follows from the totals, once all of them are added.
    mutating func flush() throws(StoreError)

    /// Forgets all that is in memory: after a rollback or a clean-up the rows may be gone.
    mutating func forget()
}
