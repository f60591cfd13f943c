import Events
import NIOCore
import SIP
import Telephony

/// An event as it is shown: with the texts that its row refers to. They are attackers' texts.
public struct StoredEvent: Sendable {
    public let id: EventID
    /// As the original's database had them, if they had no narrow form there.
    public let uuid: String
    public let time: String
    public let node: String
    public let collection: String
    public let transport: String
    public let source: String
    public let sourcePort: Int?
    public let destination: String?
    public let destinationPort: Int?
    /// nil for a response and for what is not SIP.
    public let method: String?
    /// The status code of a response.
    public let status: Int?
    public let calledNumber: String?
    public let toNumber: String?
    public let userAgent: String?
    /// Why it is no SIP message.
    public let malformation: String?
    public let defects: SIPDefects
    public let attempts: Int
    public let retransmissions: Int
    /// What the called number means; nil for a name.
    public let reading: DialledNumber?
    /// The digits that the caller sent, and what else few events hold.
    public let dtmf: String?
    public let mediaAddresses: [String]
    public let codecs: [String]
    public let referTo: String?
    public let text: String?
    /// The session that it is part of; nil when that was not asked for.
    public let session: Int64?
    /// As received; nil when that was not asked for, and where the original kept none.
    public let message: ByteBuffer?

    /// What of an event is read besides.
    public struct Parts: OptionSet, Sendable {
        public let rawValue: Int

        public init(rawValue: Int) { self.rawValue = rawValue }

        public static let message = Parts(rawValue: 1)
        public static let session = Parts(rawValue: 2)
    }

    /// The columns that `init` reads, in its order, of `event` joined with `joins`.
    static func columns(_ parts: Parts) -> String {
        let session = """
            (SELECT session.id FROM session WHERE session.source = event.source AND first_event <= event.id
                AND session.last_event >= event.id ORDER BY session.id DESC LIMIT 1)
            """
        return """
            event.id, \(Schema.uuid("event.uuid")), \(Schema.eventTime), \(Schema.uuid("node.value")),
            \(Schema.eventCollection), \(Schema.eventTransport), address.value, source_port, destination.value,
            destination_port, method.value, status, number.value, called.value, agent.value, malformation, defects,
            event.attempts, retransmissions, number.target, number.prefix, number.confidence, detail.dtmf,
            media_addresses, codecs, refer_to, detail.text, \(parts.contains(.session) ? session : "NULL"),
            \(parts.contains(.message) ? "event.message" : "NULL")
            """
    }

    static let joins = """
        LEFT JOIN address ON address.id = event.source
        LEFT JOIN destination ON destination.id = event.destination
        LEFT JOIN node ON node.id = event.node
        LEFT JOIN method ON method.id = event.method
        LEFT JOIN number ON number.id = event.number
        LEFT JOIN number AS called ON called.id = event.to_number
        LEFT JOIN agent ON agent.id = event.agent
        LEFT JOIN detail ON detail.event = event.id
        """

    init(_ row: SQLiteStatement) {
        func integer(_ column: Int32) -> Int? { row.isNull(column) ? nil : Int(row.integer(column)) }
        func list(_ column: Int32) -> [String] { row.text(column)?.split(separator: " ").map(String.init) ?? [] }
        id = EventID(rawValue: row.integer(0))
        uuid = row.text(1) ?? ""
        time = row.text(2) ?? ""
        node = row.text(3) ?? ""
        collection = row.text(4) ?? ""
        transport = row.text(5) ?? ""
        source = row.text(6) ?? ""
        sourcePort = integer(7)
        destination = row.text(8)
        destinationPort = integer(9)
        method = row.text(10)
        status = integer(11)
        calledNumber = row.text(12)
        toNumber = row.text(13)
        userAgent = row.text(14)
        malformation = row.text(15)
        defects = SIPDefects(rawValue: UInt32(truncatingIfNeeded: row.integer(16)))
        attempts = Int(row.integer(17))
        retransmissions = Int(row.integer(18))
        reading = row.isNull(21) ? nil : DialledNumber(row, from: 19)
        dtmf = row.text(22)
        mediaAddresses = list(23)
        codecs = list(24)
        referTo = row.text(25)
        text = row.text(26)
        session = row.isNull(27) ? nil : row.integer(27)
        message = row.blob(28).map { ByteBuffer(bytes: $0) }
    }
}
