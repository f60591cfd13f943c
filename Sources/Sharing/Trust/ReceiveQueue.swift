/// Values that wait to be looked at. When it is full, what comes is dropped: it is in the network still.
public struct ReceiveQueue: Sendable {
    public static let capacity = 10_000
    private let capacity: Int
    private var values: [ReceivedValue?] = []
    private var head = 0

    public private(set) var dropped = 0

    public init(capacity: Int = Self.capacity) { self.capacity = max(1, capacity) }

    public var count: Int { values.count - head }

    /// - Returns: whether there was room. What is longer than a value may be has none.
    @discardableResult
    public mutating func append(_ value: ReceivedValue) -> Bool {
        guard count < capacity, value.bytes.count <= ValueLimits.bytes else {
            dropped += 1
            return false
        }
        values.append(value)
        return true
    }

    public mutating func next() -> ReceivedValue? {
        guard head < values.count else { return nil }
        defer {
            values[head] = nil
            head += 1
            if head == values.count || head >= capacity {
                values.removeFirst(head)
                head = 0
            }
        }
        return values[head]
    }
}
