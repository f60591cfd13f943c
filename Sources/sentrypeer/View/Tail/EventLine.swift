/// An event on one line, for a person.
struct EventLine {
    let text: String

    init(_ event: SeenEvent) {
        let port = event.sourcePort.map { ":\($0)" } ?? ""
        let host = event.source.utf8.contains(UInt8(ascii: ":")) && !port.isEmpty ? "[\(event.source)]" : event.source
        var line = String(event.time.prefix(19))
        line += "  " + Self.padded(TextBlock.value(host + port), 21)
        line += "  " + Self.padded(TextBlock.value(event.transport), 3)
        line += "  " + Self.padded(Self.method(of: event), 9)
        line += "  " + Self.padded(Self.number(of: event), 34)
        line += "  " + (event.userAgent.map(TextBlock.value) ?? "-")
        if event.attempts > 1 { line += "  (\(event.attempts) times)" }
        text = line
    }

    /// The code of a response, and why something is no SIP.
    private static func method(of event: SeenEvent) -> String {
        if let malformation = event.malformation { return TextBlock.value(malformation) }
        if let status = event.status { return String(status) }
        return event.method.map(TextBlock.value) ?? "-"
    }

    private static func number(of event: SeenEvent) -> String {
        guard let number = event.calledNumber else { return "-" }
        guard let e164 = event.e164 else { return TextBlock.value(number) }
        let country = event.country.map { " \(TextBlock.value($0))" } ?? ""
        return "\(TextBlock.value(number)) (\(TextBlock.value(e164))\(country))"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
    }
}
