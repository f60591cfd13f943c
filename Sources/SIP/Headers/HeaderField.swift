/// One header field as it stands in the message: its name, and its value without the white space around
/// it. A folded value still holds its line ends; `SIPMessage.string(_:)` joins the lines.
public struct HeaderField: Hashable, Sendable {
    public let name: HeaderName
    public let nameRange: ByteRange
    public internal(set) var valueRange: ByteRange
}
