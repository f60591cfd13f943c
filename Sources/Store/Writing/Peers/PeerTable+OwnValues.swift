import Events

extension PeerTable {
    /// Keeps values of our own, in place of those with the same ids; past the limit those that end first go.
    public func keep(_ own: [StoredOwnValue]) throws(StoreError) {
        guard !own.isEmpty else { return }
        let insert = try connection.prepare(
            "INSERT OR REPLACE INTO own_value (id, data, created, expires) VALUES (?, ?, ?, ?)")
        try connection.transaction { () throws(StoreError) in
            for value in own {
                insert.bind(1, Int64(bitPattern: value.id))
                insert.bind(2, blob: value.data)
                insert.bind(3, value.created.nanoseconds)
                insert.bind(4, value.expires.nanoseconds)
                try insert.run()
            }
            let surplus = (try connection.integer("SELECT count(*) FROM own_value") ?? 0) - Int64(limits.ownValues)
            guard surplus > 0 else { return }
            try connection.execute(
                "DELETE FROM own_value WHERE id IN (SELECT id FROM own_value ORDER BY expires LIMIT \(surplus))")
        }
    }

    /// Those that still live, the newest first.
    public func ownValues(at now: Timestamp) throws(StoreError) -> [StoredOwnValue] {
        let statement = try connection.prepare(
            "SELECT id, data, created, expires FROM own_value WHERE expires > ? ORDER BY created DESC")
        statement.bind(1, now.nanoseconds)
        var values: [StoredOwnValue] = []
        while try statement.step() {
            values.append(
                StoredOwnValue(
                    id: UInt64(bitPattern: statement.integer(0)), data: statement.blob(1) ?? [],
                    created: Timestamp(nanoseconds: statement.integer(2)),
                    expires: Timestamp(nanoseconds: statement.integer(3))))
        }
        return values
    }

    /// Forgets those that ended before.
    public func forgetOwnValues(before time: Timestamp) throws(StoreError) {
        let statement = try connection.prepare("DELETE FROM own_value WHERE expires < ?")
        statement.bind(1, time.nanoseconds)
        try statement.run()
    }
}
