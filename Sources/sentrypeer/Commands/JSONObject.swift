/// A JSON object whose members keep their order.
struct JSONObject: Equatable {
    private var members: [String] = []

    mutating func add(_ name: String, _ value: JSONValue) {
        members.append("\(JSONValue.quoted(name)):\(value.json)")
    }

    /// On one line.
    var text: String { "{" + members.joined(separator: ",") + "}" }
}
