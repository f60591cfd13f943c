/// What a child says that it sent and received; its totals begin anew with each child.
struct TrafficTotals: Sendable {
    private var received: UInt64 = 0
    private var sent: UInt64 = 0

    /// - Returns: bytes since the last time.
    mutating func advance(to statistics: NodeStatistics) -> (received: Int, sent: Int) {
        let isAnew = statistics.receivedBytes < received || statistics.sentBytes < sent
        let received = statistics.receivedBytes - (isAnew ? 0 : received)
        let sent = statistics.sentBytes - (isAnew ? 0 : sent)
        (self.received, self.sent) = (statistics.receivedBytes, statistics.sentBytes)
        return (Int(clamping: received), Int(clamping: sent))
    }
}
