import Events
import NIOCore
import SIP
import Telephony

/// An event as the node made it, read back from its row, with what the called number means.
public struct FollowedEvent: Sendable {
    public let event: ProbeEvent
    public let number: DialledNumber?

    /// The columns that `init` reads, in its order.
    static let columns = """
        event.id, event.uuid, event.time, node.value, address.value, source_port, destination.value, destination_port,
        transport, collection, malformation, event.attempts, message, password_right, dtmf, target, prefix, confidence
        """

    static let joins = """
        LEFT JOIN node ON node.id = event.node
        LEFT JOIN address ON address.id = event.source
        LEFT JOIN destination ON destination.id = event.destination
        LEFT JOIN number ON number.id = event.number
        LEFT JOIN credential ON credential.event = event.id
        LEFT JOIN detail ON detail.event = event.id
        """

    /// nil for a row of the original's that holds what none of ours does.
    init?(_ row: SQLiteStatement) {
        guard let uuid = row.blob(1).flatMap({ UUIDBytes(bytes: $0) }),
            let node = row.blob(3).flatMap({ UUIDBytes(bytes: $0) }),
            let source = row.text(4).flatMap({ IPAddress($0) }),
            let destination = row.text(6).flatMap({ IPAddress($0) }),
            let transport = SIPTransport(rawValue: UInt8(truncatingIfNeeded: row.integer(8))),
            let collection = ProbeEvent.Collection(rawValue: UInt8(truncatingIfNeeded: row.integer(9)))
        else { return nil }
        var event = ProbeEvent(
            id: EventID(rawValue: row.integer(0)), uuid: uuid, time: Timestamp(nanoseconds: row.integer(2)), node: node,
            source: Endpoint(address: source, port: UInt16(truncatingIfNeeded: row.integer(5))),
            destination: Endpoint(address: destination, port: UInt16(truncatingIfNeeded: row.integer(7))),
            transport: transport, collection: collection, message: ByteBuffer(bytes: row.blob(12) ?? []))
        // What stands in the message is read from there, as it was when it came.
        if let message = try? SIPParser().parse(event.message) { event.describe(message) }
        event.malformation = row.text(10).flatMap(Malformation.init(name:))
        event.attempts = Int(row.integer(11))
        if !row.isNull(13) { event.details = event.details?.judged(isPasswordRight: row.integer(13) == 1) }
        if let dtmf = row.text(14), event.details?.dtmf == nil {
            event.details = (event.details ?? EventDetails()).adding(dtmf: dtmf)
        }
        self.event = event
        number = row.isNull(17) ? nil : DialledNumber(row, from: 15)
    }
}

extension EventReader {
    /// nil when it is deleted, and for what the original recorded.
    public func followedEvent(_ id: EventID) throws(StoreError) -> FollowedEvent? {
        let statement = try connection.prepare(
            "SELECT \(FollowedEvent.columns) FROM event \(FollowedEvent.joins) WHERE event.id = ?")
        statement.bind(1, id.rawValue)
        return try statement.step() ? FollowedEvent(statement) : nil
    }
}
