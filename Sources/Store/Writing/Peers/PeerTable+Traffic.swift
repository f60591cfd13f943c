extension PeerTable {
    private static let daySetting = "sharing_traffic_day"
    private static let receivedSetting = "sharing_traffic_received"
    private static let sentSetting = "sharing_traffic_sent"

    /// What sharing has cost on a day.
    public struct Traffic: Hashable, Sendable {
        /// Since 1970.
        public let day: Int64
        /// Bytes.
        public let received: Int64
        public let sent: Int64

        public init(day: Int64, received: Int64, sent: Int64) {
            self.day = day
            self.received = received
            self.sent = sent
        }
    }

    /// Of the day that was kept last; nil before the first.
    public func traffic() throws(StoreError) -> Traffic? {
        let settings = SettingTable(connection)
        guard let day = try settings.integer(Self.daySetting) else { return nil }
        return Traffic(
            day: day, received: try settings.integer(Self.receivedSetting) ?? 0,
            sent: try settings.integer(Self.sentSetting) ?? 0)
    }

    public func setTraffic(_ traffic: Traffic) throws(StoreError) {
        let settings = SettingTable(connection)
        try connection.transaction { () throws(StoreError) in
            try settings.set(Self.daySetting, traffic.day)
            try settings.set(Self.receivedSetting, traffic.received)
            try settings.set(Self.sentSetting, traffic.sent)
        }
    }
}
