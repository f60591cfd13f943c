import SIP
import Store
import Telephony

/// Which events somebody wants to see, in the words of the API's `/events`.
struct EventQuery: Equatable {
    /// As `IPAddress` writes it.
    var source: String?
    var number: String?
    var method: String?
    var transport: SIPTransport?
    var userAgent: String?
    var country: Country?

    /// For a URL: `&` in front of each.
    var parameters: String {
        [
            ("source", source), ("number", number), ("method", method), ("transport", transport?.name.description),
            ("user_agent", userAgent), ("country", country?.description),
        ].map { name, value in value.map { "&\(name)=\(PercentText.encode($0))" } ?? "" }.joined()
    }

    /// - Parameter plan: how callers dial whose number is asked for.
    func filter(in reader: EventReader, _ plan: CallerDialPlan?) throws(StoreError) -> EventFilter {
        var filter = EventFilter()
        filter.source = source
        filter.method = method
        filter.transport = transport
        filter.userAgent = userAgent
        filter.country = country
        guard let number else { return filter }
        filter.number = .form(number)
        if case .found(let finding) = try reader.numberLookup(for: plan)(number), let e164 = finding.e164 {
            filter.number = .target(e164)
        }
        return filter
    }
}
