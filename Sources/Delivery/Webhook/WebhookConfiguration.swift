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
}
