import Events
import NIOCore

/// One event on its way to a webhook.
struct Delivery: Equatable, Sendable {
    let id: EventID
    /// What makes the receiver know it again, should it come twice.
    let uuid: UUIDBytes
    /// Its JSON.
    let body: ByteBuffer
}
