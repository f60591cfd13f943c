import Events
import NIOCore
import SIP

/// Each event for a person to read on standard error, as `-v` asks; with `-d` its message too. What an
/// attacker wrote is shown with its control characters escaped, so that it cannot drive the terminal.
public struct TerminalSink: EventSink {
    public let name = "terminal"

    private let showsMessage: Bool

    public init(showsMessage: Bool) {
        self.showsMessage = showsMessage
    }

    public mutating func write(_ batch: EventBatch) throws(SinkError) {
        var text = ""
        for event in batch.events { text += describe(event) }
        StandardError.put(text)
    }

    func describe(_ event: ProbeEvent) -> String {
        var rows: [(String, String)] = [
            ("Event Timestamp", event.time.description),
            ("Event UUID", event.uuid.description),
            ("Collected Method", event.collection.name.description),
            ("Transport Type", event.transport.name.description),
            ("Source", event.source.description),
            ("Destination", event.destination.description),
            ("Called Number", event.calledNumberText ?? "NOT_FOUND"),
            ("SIP Method", event.methodName.map(event.text) ?? "NOT_FOUND"),
            ("SIP User Agent", event.userAgent.map(event.text) ?? "NOT_FOUND"),
        ]
        if let toNumber = event.toNumberText { rows.append(("To Number", toNumber)) }
        if let status = event.status { rows.append(("SIP Status", String(status))) }
        if let malformation = event.malformation { rows.append(("Malformed", malformation.name)) }
        if !event.defects.isEmpty { rows.append(("Defects", event.defects.all.map(\.name).joined(separator: ", "))) }
        if event.attempts > 1 { rows.append(("Attempts", String(event.attempts))) }
        var text = "\n"
        for (label, value) in rows { text += "\(label): \(TerminalText.printable(value))\n" }
        guard showsMessage else { return text }
        let message = String(buffer: event.message)
        for line in message.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            text += "    \(TerminalText.printable(String(line)))\n"
        }
        return text
    }
}
