import Events

/// `Source IP: 144.21.55.36, Method: OPTIONS, Agent: sipsak 0.9.7`, exactly. Method and agent are an
/// attacker's words: they stay on this line, within a bound, and cannot look like another source.
public struct SyslogLine: Sendable {
    /// Characters of an agent that are kept.
    private static let agentLimit = 200
    private static let methodLimit = 32

    public let text: String

    public init(_ event: ProbeEvent) {
        let method = Self.clean(event.methodName.map(event.text), limit: Self.methodLimit)
        let agent = Self.clean(event.userAgent.map(event.text), limit: Self.agentLimit)
        text = "Source IP: \(event.source.address), Method: \(method), Agent: \(agent)"
    }

    /// Printable ASCII; anything else, and the colon of a second `Source IP:`, becomes `?`.
    static func clean(_ value: String?, limit: Int) -> String {
        guard let value else { return "NOT_FOUND" }
        var kept: [UInt8] = []
        for byte in value.utf8.prefix(limit) { kept.append((0x20...0x7E).contains(byte) ? byte : UInt8(ascii: "?")) }
        let marker = Array("source ip:".utf8)
        var index = 0
        while index + marker.count <= kept.count {
            let window = kept[index..<index + marker.count].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            if window == marker { kept[index + marker.count - 1] = UInt8(ascii: "?") }
            index += 1
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
