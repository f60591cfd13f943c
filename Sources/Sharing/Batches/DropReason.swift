/// Why a value was dropped. Each is counted.
public enum DropReason: UInt8, Error, CaseIterable, Sendable {
    /// More than `ValueLimits.bytes`.
    case oversize
    /// Not the format, or not its one way to write it.
    case malformed
    /// Another version of the format.
    case version
    /// Of another network.
    case network
    /// It was not sealed with a group's secret, or not with this one's.
    case seal
    /// A batch of a group whose author did not give us the key while it lived.
    case sealed
    /// Found under another key than the one it was signed for.
    case key
    /// Its epoch is not that of its time, or not that of its key.
    case epoch
    /// Made more than 26 hours ago or over ten minutes ahead.
    case clock
    /// Its life is over, or longer than a value's may be.
    case expired
    /// Under an id that its author and place do not give: somebody else's, or made up.
    case foreignID
    /// Its author made another value with the same id.
    case conflict
    /// Known already.
    case duplicate
    /// Our own.
    case own
    /// Only chosen authors are heard, and its is none.
    case unknownAuthor
    /// The user does not want to hear its author.
    case blocked
    case signature
    /// Its author made too many in that hour.
    case quota
    /// The queue was full.
    case queue

    public var name: StaticString {
        switch self {
        case .oversize: "oversize"
        case .malformed: "malformed"
        case .version: "version"
        case .network: "network"
        case .seal: "seal"
        case .sealed: "sealed"
        case .key: "key"
        case .epoch: "epoch"
        case .clock: "clock"
        case .expired: "expired"
        case .foreignID: "foreign_id"
        case .conflict: "conflict"
        case .duplicate: "duplicate"
        case .own: "own"
        case .unknownAuthor: "unknown_author"
        case .blocked: "blocked"
        case .signature: "signature"
        case .quota: "quota"
        case .queue: "queue"
        }
    }
}
