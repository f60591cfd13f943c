import Store

/// An event as the API gives it, for other outputs.
public enum EventObject {
    /// The JSON object on one line.
    /// - Parameter version: this program's.
    public static func json(_ event: StoredEvent, version: String) -> String {
        var fields = FieldWriter(JSONWriter(.compact))
        fields.object { $0.event(event, version: version) }
        return String(buffer: fields.takeBuffer())
    }
}
