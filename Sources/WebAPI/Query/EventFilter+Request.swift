import Events
import Hummingbird
import SIP
import Store
import Telephony

extension EventFilter {
    /// Which events a request asks for.
    /// - Parameter lookups: tell what a number means.
    init(_ request: Request, _ lookups: StoreLookups) throws {
        self.init()
        source = try request.value("source") { IPAddress($0)?.description }
        method = request.text("method")
        transport = try request.value("transport") { SIPTransport(name: $0) }
        userAgent = request.text("user_agent")
        country = try request.value("country") { Country($0) }
        prefix = request.text("prefix")
        since = try request.time("since")
        until = try request.time("until")
        guard let number = request.text("number") else { return }
        self.number = .form(number)
        if case .found(let finding) = try lookups.number(number), let e164 = finding.e164 {
            self.number = .target(e164)
        }
    }
}

extension EventID {
    /// Opaque to clients.
    var cursor: String { String(rawValue, radix: 36) }

    init?(cursor: String) {
        guard let value = Int64(cursor, radix: 36) else { return nil }
        self.init(rawValue: value)
    }
}
