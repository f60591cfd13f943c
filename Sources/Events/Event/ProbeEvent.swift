import NIOCore
import SIP

/// One attempt as seen on the wire. Its texts are ranges of `message`; `text(_:)` and the encoders make
/// them readable where they are used. An absent value is nil; `NOT_FOUND` exists in outputs only.
public struct ProbeEvent: Sendable {
    public var id: EventID
    public var uuid: UUIDBytes
    public var time: Timestamp
    /// The node that saw it.
    public var node: UUIDBytes
    /// The peer of the socket, never what the message claims.
    public var source: Endpoint
    /// The address the packet was sent to.
    public var destination: Endpoint
    public var transport: SIPTransport
    public var collection: Collection
    /// nil for a response and for what is not SIP.
    public var method: SIPMethod?
    /// The status code of a response.
    public var status: Int?
    /// The bytes as received.
    public var message: ByteBuffer
    /// The method's spelling.
    public var methodName: ByteRange?
    /// The user part of the Request-URI, or of To when the Request-URI has none; may hold URI escapes.
    public var calledNumber: ByteRange?
    /// The user part of To where it differs from `calledNumber`.
    public var toNumber: ByteRange?
    public var userAgent: ByteRange?
    /// Why the bytes are not a SIP message; nil when they are.
    public var malformation: Malformation?
    /// What was wrong with a message that could be read.
    public var defects: SIPDefects
    /// How many attempts this event stands for: 1, or more when a queue that was full merged alike ones.
    public var attempts: Int
    /// What few messages hold, such as credentials; nil for most.
    public var details: EventDetails?

    /// Whether the node answers what it is sent.
    public enum Collection: UInt8, CaseIterable, Sendable {
        case passive, responsive

        public var name: StaticString {
            switch self {
            case .passive: "passive"
            case .responsive: "responsive"
            }
        }
    }

    public init(
        id: EventID, uuid: UUIDBytes, time: Timestamp, node: UUIDBytes, source: Endpoint, destination: Endpoint,
        transport: SIPTransport, collection: Collection, message: ByteBuffer
    ) {
        self.id = id
        self.uuid = uuid
        self.time = time
        self.node = node
        self.source = source
        self.destination = destination
        self.transport = transport
        self.collection = collection
        self.message = message
        defects = []
        attempts = 1
    }
}
