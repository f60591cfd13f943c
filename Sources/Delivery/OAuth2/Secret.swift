/// A text that must not show: whatever prints or inspects it gets dots instead.
public struct Secret: Sendable, Hashable {
    /// For the one place that needs it.
    let text: String

    public init(_ text: String) {
        self.text = text
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "…" }
    public var debugDescription: String { "…" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
