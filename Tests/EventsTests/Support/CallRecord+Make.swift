@testable import Events

extension CallRecord {
    /// A call of a minute, that the caller ended.
    static func make(_ event: Int64) -> CallRecord {
        let start = Timestamp(nanoseconds: 1_645_528_755_848_934_346)
        return CallRecord(
            event: EventID(rawValue: event), ringing: start, answered: start.adding(.seconds(3)),
            ended: start.adding(.seconds(60)), ending: .caller, status: 200)
    }
}
