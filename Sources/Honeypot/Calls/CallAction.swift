import Events
import NIOCore
import SIP

/// What a call wants done.
enum CallAction<Path: Sendable>: Sendable {
    /// Send the bytes, one message, along the path.
    case send(ByteBuffer, to: Path)
    /// Play to the caller, whose address is proved.
    case startMedia(call: UInt64, MediaPlan)
    case stopMedia(call: UInt64)
    /// What was planned for media, its port above all, is not needed any more. Comes instead of the two above.
    case releaseMedia(MediaPlan)
    /// The address has shown something that only a receiver of ours can know.
    case proved(Endpoint)
    /// The call is over. Comes once a call, behind all that is about media. Packets are not counted here.
    case ended(call: UInt64, CallRecord)
}
