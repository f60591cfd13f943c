import Events

/// Where events go, and how.
public struct WebhookConfiguration: Sendable, Equatable {
    /// Under which the store keeps how far it has come.
    public let name: String
    /// Sent with each request besides ours.
    public var headers: [String: String] = [:]
    public var filter = WebhookFilter()
    public let url: String
    /// Certificates in PEM that are trusted besides the system's.
    public var authority: String?
    /// Requests at once, 1...
    public var requestLimit = 8
    /// Events a request at most. More than one are lines of JSON (NDJSON), which the endpoint has to know.
    public var batchSize = 1
    /// The keys of an event.
    public var style = EventEncoder.Style.sentrypeer
    /// The key of a signature over each body.
    public var signingSecret: Secret?
    /// For bearer tokens.
    public var credentials: ClientCredentials?
    /// The program's, for `User-Agent` and for the events themselves.
    public let version: String

    public init(name: String, url: String, version: String) {
        self.name = name
        self.url = url
        self.version = version
    }

    var isBatched: Bool { batchSize > 1 }

    var encoder: EventEncoder { EventEncoder(style, addresses: .ip, version: version) }

    /// What nobody is to see who only sees what an endpoint says: it may repeat what it was sent. A header's value is a
    /// scheme and a key, or a key alone, and the path is one at many services.
    var secrets: [Secret] {
        let words =
            headers.values.flatMap { $0.split(separator: " ") }
            + url.split { "/?&=#".contains($0) }.dropFirst(2)
        return [signingSecret, credentials?.secret].compactMap(\.self)
            + words.filter { $0.utf8.count >= Self.shortestKey }.map { Secret(String($0)) }
    }

    /// Bytes of what may be a key.
    private static let shortestKey = 8
}
