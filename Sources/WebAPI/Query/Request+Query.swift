import Events
import Hummingbird

extension Request {
    /// Items of a list that may be asked for at once.
    static let limits = 1...1_000

    /// The first value that the query has for a name; nil without one.
    func text(_ name: Substring) -> String? {
        query(name).map(String.init)
    }

    /// The same, as something that not every text is.
    func value<Value>(_ name: Substring, _ read: (String) -> Value?) throws(APIFault) -> Value? {
        guard let text = text(name) else { return nil }
        guard let value = read(text) else { throw .invalidRequest }
        return value
    }

    func limit() throws(APIFault) -> Int? {
        try value("limit") { Int($0).flatMap { Self.limits.contains($0) ? $0 : nil } }
    }

    func time(_ name: Substring) throws(APIFault) -> Timestamp? {
        try value(name) { Timestamp(query: $0) }
    }

    /// Whether what others report counts where it may be acted on: `peers=actionable`.
    func wantsPeers() throws(APIFault) -> Bool {
        try value("peers") { $0 == "actionable" ? true : nil } ?? false
    }

    /// Whether a switch such as `verbose` is on.
    func isOn(_ name: Substring) throws(APIFault) -> Bool {
        try value(name) { ["": true, "1": true, "true": true, "0": false, "false": false][$0] } ?? false
    }
}
