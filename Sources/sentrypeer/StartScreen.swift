import Delivery
import Events
import Honeypot
import SIP

/// What the node says when it starts: where it listens, what it does there, where its data goes.
struct StartScreen {
    let text: String

    init(_ settings: Settings, _ node: Node) {
        var lines = ["SentryPeer \(Version.current), node \(node.id)"]
        if let honeypot = node.honeypot {
            for transport in SIPTransport.allCases {
                let endpoints = honeypot.listening.filter { $0.transport == transport }.map(\.endpoint.description)
                guard !endpoints.isEmpty else { continue }
                lines.append("Listening   \(transport.name) \(endpoints.joined(separator: ", "))")
            }
            lines.append(
                settings.responsive
                    ? "Answering   SIP requests, at most \(settings.replyLimit)/s to an unproved network"
                    : "Answering   nothing: collecting only (-r answers)")
            if settings.responsive {
                let persona = node.persona
                lines.append(
                    "Persona     \(persona.persona), \(persona.server), \(persona.extensions.count) extensions")
            }
        } else {
            lines.append("Listening   nowhere: SIP is disabled (-R)")
        }
        lines.append("Database    \(settings.databaseFile)")
        if let log = settings.jsonLogFile { lines.append("JSON log    \(log)") }
        for webhook in settings.webhooks {
            lines.append(
                "Webhook     \(WebhookURL.shown(webhook.url))\(webhook.filter == .init() ? "" : ", some events")")
        }
        if settings.syslog { lines.append("Syslog      facility daemon, identifier sentrypeer") }
        if let hep = settings.hep { lines.append("HEP         every message to \(hep.collector)") }
        if let certificate = node.certificateFile { lines.append("Certificate \(certificate)") }
        lines += Self.api(node)
        lines += SharingLines.text(settings, node.sharing?.author)
        text = lines.joined(separator: "\n") + "\n"
    }

    private static func api(_ node: Node) -> [String] {
        if let fault = node.apiFault { return ["API         not served: \(fault)"] }
        guard let api = node.api else { return [] }
        let line = "API         \(api.isEncrypted ? "https" : "http")://\(api.endpoint)/"
        guard api.isOpen, !api.endpoint.address.isLoopback else { return [line] }
        return [
            line,
            "WARNING     everybody who reaches the API may read all that was recorded: --api-token-file FILE asks for a token",
        ]
    }
}
