import Events

extension JSONWriter {
    mutating func seen(_ first: Timestamp, _ last: Timestamp, _ count: Int) {
        key("seen_first")
        string(first)
        key("seen_last")
        string(last)
        key("seen_count")
        string(count)
    }

    mutating func text(_ name: StaticString, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    mutating func texts(_ name: StaticString, _ values: [String]) {
        key(name)
        beginArray()
        for value in values {
            element()
            string(value)
        }
        endArray()
    }
}
