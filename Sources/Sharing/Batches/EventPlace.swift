import SIP

/// What events are merged by.
struct EventPlace: Hashable {
    let address: IPAddress
    let number: String?
    let method: String?

    init(_ event: BatchEvent) {
        address = event.address
        number = event.number
        method = event.method
    }
}
