import Events
import SIP
import Telephony

/// Which events somebody wants to see; nil members want all.
public struct EventFilter: Hashable, Sendable {
    /// What was called.
    public enum Number: Hashable, Sendable {
        /// In whichever form.
        case target(E164)
        /// Just as it was dialled.
        case form(String)
    }

    /// The source's address as `IPAddress` writes it.
    public var source: String?
    public var number: Number?
    /// As spelled in requests.
    public var method: String?
    public var transport: SIPTransport?
    /// A part of it, without regard to the case of ASCII letters.
    public var userAgent: String?
    /// Of the called number.
    public var country: Country?
    /// What was dialled in front of it; empty for nothing.
    public var prefix: String?
    public var since: Timestamp?
    /// Not itself.
    public var until: Timestamp?

    public init() {}

    public var isEmpty: Bool { self == EventFilter() }

    /// Conditions on `event` with `StoredEvent.joins`, and what their parameters are, from `first` on.
    func conditions(from first: Int32) -> (sql: String, values: [SQLiteValue]) {
        var conditions: [String] = []
        var values: [SQLiteValue] = []
        func add(_ condition: (String) -> String, _ value: SQLiteValue) {
            conditions.append(condition("?\(first + Int32(values.count))"))
            values.append(value)
        }
        if let source { add({ "event.source = (SELECT id FROM address WHERE value = \($0))" }, SQLiteValue(source)) }
        switch number {
        case .target(let e164): add({ "number.target = \($0)" }, .integer(Int64(e164.value)))
        case .form(let text): add({ "number.value = \($0)" }, SQLiteValue(text))
        case nil: break
        }
        if let method { add({ "method.value = \($0)" }, SQLiteValue(method)) }
        if let transport { add({ "event.transport = \($0)" }, .integer(Int64(transport.rawValue))) }
        if let userAgent { add({ "agent.value LIKE \($0) ESCAPE '\\'" }, SQLiteValue(Self.pattern(userAgent))) }
        if let country {
            add({ "(SELECT country FROM target WHERE e164 = number.target) = \($0)" }, SQLiteValue(country.description))
        }
        if let prefix { add({ "number.target IS NOT NULL AND number.prefix = \($0)" }, SQLiteValue(prefix)) }
        if let since { add({ "event.time >= \($0)" }, .integer(since.nanoseconds)) }
        if let until { add({ "event.time < \($0)" }, .integer(until.nanoseconds)) }
        return (conditions.isEmpty ? "1" : conditions.joined(separator: " AND "), values)
    }

    /// A pattern for LIKE of all texts that hold this one.
    static func pattern(_ part: String) -> String {
        var pattern = "%"
        for character in part.unicodeScalars {
            if ["%", "_", "\\"].contains(character) { pattern.unicodeScalars.append("\\") }
            pattern.unicodeScalars.append(character)
        }
        return pattern + "%"
    }
}
