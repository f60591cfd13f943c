import Events
import NIOCore
import SIP

/// One sample event sent to a webhook, and what came of it in words for a person.
public struct WebhookTrial: Sendable {
    public let lines: [String]
    public let isDelivered: Bool

    public init(_ configuration: WebhookConfiguration) async throws(WebhookError) {
        let client = try WebhookClient(configuration)
        (lines, isDelivered) = await Self.run(client)
        client.shutdown()
    }

    private static func run(_ client: WebhookClient) async -> ([String], Bool) {
        let configuration = client.configuration
        var lines: [String] = []
        var token: AccessToken?
        if let credentials = configuration.credentials {
            lines.append("Token     from \(WebhookURL.shown(credentials.tokenURL)) for \(credentials.audience)")
            switch await client.askToken(credentials) {
            case .success(let answer):
                let lifetime = answer.lifetime.map { ", good for \($0.components.seconds) s" } ?? ""
                lines.append("          granted\(lifetime)")
                token = AccessToken(secret: answer.token, generation: 1)
            case .failure(let fault):
                lines.append("          none: \(fault)")
                lines.append("          Check the client's id, its secret, and the token URL. Nothing was delivered.")
                return (lines, false)
            }
        }
        let delivery = sample(configuration.encoder)
        lines.append("Delivery  to \(WebhookURL.shown(configuration.url)), event \(delivery.uuid)")
        let clock = ContinuousClock()
        let start = clock.now
        let result = await client.deliver([delivery], token: token)
        let time = (clock.now - start).components
        let milliseconds = time.seconds * 1_000 + time.attoseconds / 1_000_000_000_000_000
        switch result {
        case .success(let answer):
            lines.append("          answered \(answer.status) after \(milliseconds) ms")
            lines += excerpt(answer)
        case .failure(let fault):
            lines.append("          \(fault), after \(milliseconds) ms")
        }
        let verdict = Verdict(result)
        lines.append("          \(meaning(of: verdict, hasToken: token != nil))")
        return (lines, verdict == .delivered)
    }

    private static func excerpt(_ answer: HTTPAnswer) -> [String] {
        let text = String(decoding: answer.body.readableBytesView.prefix(400), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).prefix(5).map { line in
            "          | \(TerminalText.printable(String(line)))"
        }
    }

    private static func meaning(of verdict: Verdict, hasToken: Bool) -> String {
        switch verdict {
        case .delivered: "The endpoint took it."
        case .failed: "A node would try again, with longer and longer pauses."
        case .unauthorized where hasToken: "The endpoint does not accept the token. A node would ask for another one."
        case .unauthorized: "The endpoint wants a permission. A node would pause and try again."
        case .refused: "The endpoint will not take it. A node would set the event aside (sentrypeer webhook failed)."
        }
    }

    /// An attempt from an address that is nobody's (RFC 5737).
    private static func sample(_ encoder: EventEncoder) -> Delivery {
        let uuid = UUIDBytes.random()
        let message = ByteBuffer(
            string: "OPTIONS sip:100@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1\r\n"
                + "From: <sip:test@192.0.2.1>;tag=1\r\nTo: <sip:100@192.0.2.2>\r\nCall-ID: test@192.0.2.1\r\n"
                + "CSeq: 1 OPTIONS\r\nUser-Agent: sentrypeer webhook test\r\nContent-Length: 0\r\n\r\n")
        let address = { (last: UInt32) in Endpoint(address: .v4(0xC000_0200 + last), port: 5060) }
        var event = ProbeEvent(
            id: EventID(rawValue: 0), uuid: uuid, time: .now, node: .random(), source: address(1),
            destination: address(2), transport: .udp, collection: .passive, message: message)
        if let parsed = try? SIPParser().parse(message) { event.describe(parsed) }
        var body = ByteBuffer()
        encoder.write(event, into: &body)
        return Delivery(id: event.id, uuid: uuid, body: body)
    }
}
