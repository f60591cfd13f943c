import Events
import SIP
import Telephony

/// Which events a webhook is for. What is empty asks for nothing.
public struct WebhookFilter: Sendable, Hashable {
    public var methods: Set<SIPMethod>
    public var transports: Set<SIPTransport>
    /// Of the number that was called.
    public var countries: Set<Country>

    public init(methods: Set<SIPMethod> = [], transports: Set<SIPTransport> = [], countries: Set<Country> = []) {
        self.methods = methods
        self.transports = transports
        self.countries = countries
    }

    func allows(_ event: ProbeEvent, calling number: DialledNumber?) -> Bool {
        guard transports.isEmpty || transports.contains(event.transport),
            methods.isEmpty || event.method.map(methods.contains) ?? false
        else { return false }
        return countries.isEmpty || number?.e164?.country.map(countries.contains) ?? false
    }
}
