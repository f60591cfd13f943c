import Events
import Telephony

extension BatchEvent {
    /// What is shared of an attempt. Of the program only its name from our list: a text that an attacker chose could
    /// be a mark that shows up in the feed and tells which address is a honeypot.
    ///
    /// - Parameter number: what the dialled form means, where that is known.
    public init?(_ event: ProbeEvent, number: E164?) {
        guard event.attempts > 0 else { return nil }
        let dialled = number.map { "\($0)" } ?? event.dialString.map(\.digits)
        self.init(
            address: event.source.address,
            number: dialled.flatMap { $0.utf8.count <= ValueLimits.numberBytes ? $0 : nil },
            method: event.method.flatMap { method in method.name.map { "\($0)" } },
            agent: AttackTool.guess(event).map { "\($0.name)" },
            first: event.time.wholeSeconds, last: event.time.wholeSeconds, attempts: UInt32(clamping: event.attempts),
            isProven: event.transport.isStream)
    }
}
