import ArgumentParser
import SIP
import Telephony

/// The flags that say which events somebody wants to see.
struct EventFlags: ParsableArguments {
    @Option(help: ArgumentHelp("Only those from this address.", valueName: "ADDR"))
    var source: String?

    @Option(help: ArgumentHelp("Only those that call this number, however dialled.", valueName: "NUMBER"))
    var number: String?

    @Option(help: ArgumentHelp("Only those of this SIP method.", valueName: "METHOD"))
    var method: String?

    @Option(help: "Only those by this transport: udp, tcp or tls.")
    var transport: String?

    @Option(help: ArgumentHelp("Only those with this in their user agent.", valueName: "TEXT"))
    var userAgent: String?

    @Option(help: ArgumentHelp("Only those that call this country.", valueName: "CC"))
    var country: String?

    func validate() throws {
        if let source, IPAddress(source) == nil {
            throw ValidationError("--source: \"\(source)\" is not an address, like 192.0.2.1 or 2001:db8::1.")
        }
        if let transport, query.transport == nil {
            throw ValidationError("--transport: \"\(transport)\" is none of udp, tcp and tls.")
        }
        if let country, query.country == nil {
            throw ValidationError("--country: \"\(country)\" is not a country's two letters, like SE.")
        }
    }

    var query: EventQuery {
        EventQuery(
            source: source.flatMap { IPAddress($0)?.description }, number: number, method: method,
            transport: transport.flatMap { name in
                SIPTransport.allCases.first { $0.name.description == name.uppercased() }
            },
            userAgent: userAgent, country: country.flatMap { Country($0) })
    }
}
