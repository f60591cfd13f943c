/// What goes out as one request: an event, or a batch of them, and how it went so far.
struct Parcel: Equatable {
    let deliveries: [Delivery]
    /// Requests so far, and how many of them failed, or were denied, while others were not.
    var attempts = 0
    var blames = 0
    var denials = 0
    /// The last answer was a 401 or 403, and a new token was asked for since.
    var isReauthorized = false
    var lastSent: ContinuousClock.Instant?
    /// Not before.
    var due: ContinuousClock.Instant

    init(_ deliveries: [Delivery], due: ContinuousClock.Instant) {
        self.deliveries = deliveries
        self.due = due
    }

    /// Each event for itself.
    func split(at now: ContinuousClock.Instant) -> [Parcel] {
        deliveries.map { delivery in
            var single = Parcel([delivery], due: now)
            single.attempts = attempts
            return single
        }
    }
}
