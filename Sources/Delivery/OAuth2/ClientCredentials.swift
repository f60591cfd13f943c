import FoundationEssentials
import NIOCore

/// What gets this node a bearer token (RFC 6749 §4.4), and from whom.
public struct ClientCredentials: Sendable, Equatable {
    public let id: String
    public let secret: Secret
    public let tokenURL: String
    public let audience: String

    public init(id: String, secret: Secret, tokenURL: String, audience: String) {
        self.id = id
        self.secret = secret
        self.tokenURL = tokenURL
        self.audience = audience
    }

    private struct Request: Encodable {
        let client_id: String
        let client_secret: String
        let audience: String
        let grant_type = "client_credentials"
    }

    /// The token request's body: JSON, as the service of sentrypeer.com wants it.
    var requestBody: ByteBuffer {
        let request = Request(client_id: id, client_secret: secret.text, audience: audience)
        // Three strings always have a JSON form.
        return ByteBuffer(bytes: (try? JSONEncoder().encode(request)) ?? Data())
    }
}
