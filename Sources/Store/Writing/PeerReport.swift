import Events
import SIP

/// What another node says that it saw.
public struct PeerReport: Hashable, Sendable {
    public let source: IPAddress
    /// The number as it was dialled.
    public let calledNumber: String?
    /// The node's UUID, sixteen bytes, or its public key.
    public let author: [UInt8]
    /// It came from an original node: nobody vouches for the author.
    public let isLegacy: Bool
    /// When we heard of it.
    public let time: Timestamp

    public init(source: IPAddress, calledNumber: String?, author: [UInt8], isLegacy: Bool, time: Timestamp) {
        self.source = source
        self.calledNumber = calledNumber
        self.author = author
        self.isLegacy = isLegacy
        self.time = time
    }
}
