/// The timers of RFC 3261 §17, table 4.
enum TimerValues {
    /// An estimate of the round trip.
    static let t1 = Duration.milliseconds(500)
    /// The longest interval between retransmissions, but for INVITEs and reliable provisional responses.
    static let t2 = Duration.seconds(4)
    /// The longest that a message stays in the network.
    static let t4 = Duration.seconds(5)
    /// 64·T1, the value of timers B, F, H, J and L.
    static let timeout = t1 * 64
}
